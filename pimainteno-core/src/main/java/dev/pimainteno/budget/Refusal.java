package dev.pimainteno.budget;

import java.time.Instant;
import java.util.Optional;

/** Why a call may not be made now. */
public sealed interface Refusal {

    /** Returns when it may be made; absent if waiting alone does not help. */
    Optional<Instant> freeAt();

    /**
     * It would go beyond a cap.
     *
     * @param used what was spent and reserved before, in the cap's unit
     * @param extra what overrides add to the cap at the moment
     * @param asked what the call may cost
     */
    record OverCap(Cap cap, long used, long extra, long asked, Optional<Instant> freeAt) implements Refusal {}

    /**
     * The provider has said that it does not answer at the moment.
     *
     * @param said what it said
     */
    record Parked(String provider, String said, Instant until) implements Refusal {
        @Override
        public Optional<Instant> freeAt() {
            return Optional.of(until);
        }
    }

    /**
     * The same question has failed in the same way too often.
     *
     * @param ending the way in which it failed
     */
    record Repeated(String ending, int times, Optional<Instant> freeAt) implements Refusal {}
}
