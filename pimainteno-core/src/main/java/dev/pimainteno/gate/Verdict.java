package dev.pimainteno.gate;

import java.util.List;

/** What a gate says of a changed tree. */
public sealed interface Verdict {

    /** Returns what the verdict rests on, a line each, for people and for the model. */
    List<String> evidence();

    /**
     * The change may go on.
     *
     * @param reservations why a person should look at the change before it leaves, a line each; empty if nobody needs to
     */
    record Pass(List<String> evidence, List<String> reservations) implements Verdict {
        public Pass {
            evidence = List.copyOf(evidence);
            reservations = List.copyOf(reservations);
        }

        public Pass(List<String> evidence) {
            this(evidence, List.of());
        }
    }

    /**
     * The change must not go on, and the change is to blame.
     *
     * @param evidence not empty; the model may be asked to mend it
     */
    record Fail(List<String> evidence) implements Verdict {
        public Fail {
            evidence = List.copyOf(evidence);
            if (evidence.isEmpty()) {
                throw new IllegalArgumentException("a failure needs evidence");
            }
        }
    }

    /**
     * Nothing can be said of the change, for a reason that lies elsewhere. The change goes on only if a person lets it.
     *
     * @param evidence not empty
     */
    record Unknown(List<String> evidence) implements Verdict {
        public Unknown {
            evidence = List.copyOf(evidence);
            if (evidence.isEmpty()) {
                throw new IllegalArgumentException("an unknown verdict needs evidence");
            }
        }
    }

    static Verdict pass(String... evidence) {
        return new Pass(List.of(evidence));
    }

    static Verdict fail(List<String> evidence) {
        return new Fail(evidence);
    }

    static Verdict unknown(String... evidence) {
        return new Unknown(List.of(evidence));
    }
}
