package dev.pimainteno.gate;

import java.util.regex.Pattern;

/** How a family of languages writes its tests, as far as it can be told from the text. Immutable. */
interface TestLanguage {

    boolean isTestFile(String path, String text);

    SourceText.Syntax syntax();

    /** What begins a test; the group {@code name} is its name. Applied to code without comments. */
    Pattern declaration();

    /** Where the body of a test ends: at the brace that closes it, or where the indentation falls back. */
    default boolean isIndented() {
        return false;
    }

    /** Whether a test is the argument of a call, as in JavaScript. */
    default boolean isCall() {
        return false;
    }

    /** Whether tests stand beside the code that they test, in one file. */
    default boolean isBesideCode() {
        return false;
    }

    /** Whether ignoring a failure or leaving early is a matter of one command, and often harmless. */
    default boolean isShell() {
        return false;
    }

    /** What skips, disables or singles out tests. Applied to code without the contents of strings, as all that follow. */
    Pattern mark();

    Pattern assertion();

    /** An assertion that cannot fail. */
    Pattern vacuous();
}
