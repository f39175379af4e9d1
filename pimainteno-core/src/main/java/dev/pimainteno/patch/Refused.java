package dev.pimainteno.patch;

import java.util.List;

/** Ends the reading of a reply, or of one file's part of it. Never leaves this package: the engine makes a refusal of it. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String[] reasons;

    Refused(List<String> reasons) {
        super(String.join("; ", reasons), null, false, false); // an outcome, not a fault: no stack trace
        this.reasons = reasons.toArray(String[]::new);
    }

    Refused(String reason) {
        this(List.of(reason));
    }

    List<String> reasons() {
        return List.of(reasons);
    }
}
