package dev.pimainteno.config;

import dev.pimainteno.project.DeliveryMode;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code [review]}: what becomes of changes that wait for a person. Immutable.
 *
 * @param expires how long a change waits before it is given up; positive; 30 days by default
 * @param deliver how far an approved change goes of a project on {@code delivery = "hold"}; absent: pushed where there is a
 *     remote, else committed
 */
public record ReviewSettings(Duration expires, Optional<Deliver> deliver) {

    /** How far an approved change goes. */
    public enum Deliver {
        /** To the local branch. */
        COMMIT(DeliveryMode.COMMIT),
        /** To the remote's branch. */
        PUSH(DeliveryMode.PUSH);

        private final DeliveryMode mode;

        Deliver(DeliveryMode mode) {
            this.mode = mode;
        }

        public DeliveryMode mode() {
            return mode;
        }
    }

    public ReviewSettings {
        if (expires.isNegative() || expires.isZero()) {
            throw new IllegalArgumentException("expires must be positive, not " + expires);
        }
    }

    /** Returns the defaults. */
    public static ReviewSettings standard() {
        return new ReviewSettings(Duration.ofDays(30), Optional.empty());
    }

    static ReviewSettings read(Table table) {
        return new ReviewSettings(
                table.get("expires").flatMap(Value::duration).orElse(standard().expires),
                table.get("deliver").flatMap(value -> value.word(Deliver.class)));
    }
}
