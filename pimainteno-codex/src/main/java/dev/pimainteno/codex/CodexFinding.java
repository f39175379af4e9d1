package dev.pimainteno.codex;

/**
 * What an inspection found. Immutable.
 *
 * @param found in a phrase; never a secret
 * @param remedy what to do about it; empty if nothing
 */
public record CodexFinding(Usability usability, String found, String remedy) {

    /** How well codex can be used as far as was looked. */
    public enum Usability {
        /** As it should be. */
        GOOD,
        /** Something is to be known about it. */
        LIMITED,
        /** Not at all. */
        NONE
    }

    static CodexFinding good(String found) {
        return new CodexFinding(Usability.GOOD, found, "");
    }
}
