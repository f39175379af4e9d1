package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;

/**
 * How a line of a hunk may differ from the file's line that it quotes. Each constant forgives what the one before it does
 * and something more; all of them make the same {@link LineFold} of two lines that they take for the same.
 */
enum Likeness {
    /** Byte for byte. */
    EXACT(Strategy.SHIFTED) {
        @Override
        boolean same(HunkLine expected, String actual) {
            return expected.plain().equals(actual);
        }
    },
    /** A line of context may have lost its prefix, so that the first blank of its own was taken for one. */
    UNPREFIXED(Strategy.SHIFTED) {
        @Override
        boolean same(HunkLine expected, String actual) {
            return EXACT.same(expected, actual)
                    || (expected.isContext()
                            && !expected.bare()
                            && actual.startsWith(" ")
                            && actual.regionMatches(1, expected.plain(), 0, actual.length())
                            && actual.length() == expected.plain().length() + 1);
        }
    },
    /** White space at the end does not count. */
    TRAILING(Strategy.WHITESPACE) {
        @Override
        boolean same(HunkLine expected, String actual) {
            HunkLine stripped = expected.withText(expected.plain().stripTrailing());
            return UNPREFIXED.same(stripped, actual.stripTrailing());
        }
    },
    /** White space at both ends does not count; the indentation must differ by the same throughout. */
    INDENTED(Strategy.INDENTATION) {
        @Override
        boolean same(HunkLine expected, String actual) {
            return expected.plain().strip().equals(actual.strip());
        }
    },
    /** White space does not count. */
    SPACED(Strategy.WHITESPACE) {
        @Override
        boolean same(HunkLine expected, String actual) {
            return LineFold.withoutSpaces(expected.plain()).equals(LineFold.withoutSpaces(actual));
        }
    },
    /** White space does not count, and typographic characters are what they look like. */
    LOOKALIKE(Strategy.LOOKALIKE) {
        @Override
        boolean same(HunkLine expected, String actual) {
            return LineFold.of(expected.plain()).equals(LineFold.of(actual));
        }
    };

    private final Strategy strategy;

    Likeness(Strategy strategy) {
        this.strategy = strategy;
    }

    /** Whether a hunk's line may quote a line of the file, given without its end. */
    abstract boolean same(HunkLine expected, String actual);

    /** Returns what to call a placement by this likeness. */
    Strategy strategy() {
        return strategy;
    }
}
