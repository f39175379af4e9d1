package dev.pimainteno.codex;

import dev.pimainteno.redaction.Redaction;
import java.util.List;

/**
 * Makes what codex said fit for a message: secrets out, control characters out, short. Immutable.
 *
 * @param redaction knows the key that was handed over
 */
record SafeText(Redaction redaction) {
    private static final int LONGEST = 500;

    /**
     * @param secrets texts that must not show
     */
    static SafeText without(List<String> secrets) {
        return new SafeText(Redaction.of(secrets));
    }

    /** Returns at most 500 characters; of a longer text its beginning and, as that often holds the reason, its end. */
    String of(String text) {
        return shorten(redaction.apply(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + " [...] " + text.substring(text.length() - LONGEST / 2);
    }
}
