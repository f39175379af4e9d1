package dev.pimainteno.gate;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a family of languages writes its tests, as far as it can be told from the text. Immutable.
 *
 * @param path what the whole path of a file with tests looks like
 * @param content what the whole text of such a file looks like besides; null if the path tells
 * @param declaration what begins a test; the group {@code name} is its name. Applied to code without comments
 * @param mark what skips, disables or singles out tests. Applied to code without the contents of strings, as all that follow
 * @param vacuous an assertion that cannot fail
 */
record TestLanguage(
        Pattern path,
        @Nullable Pattern content,
        SourceText.Syntax syntax,
        Set<Habit> habits,
        Pattern declaration,
        Pattern mark,
        Pattern assertion,
        Pattern vacuous) {

    /** In what a language differs from most. */
    enum Habit {
        /** A test ends where the indentation falls back, not at the brace that closes it. */
        INDENTED,
        /** A test is the argument of a call, as in JavaScript. */
        CALL,
        /** Tests stand beside the code that they test, in one file. */
        BESIDE_CODE,
        /** Ignoring a failure or leaving early is a matter of one command, and often harmless. */
        SHELL
    }

    boolean isTestFile(String file, String text) {
        return path.matcher(file).matches()
                && (content == null || content.matcher(text).matches());
    }

    boolean isIndented() {
        return habits.contains(Habit.INDENTED);
    }

    boolean isCall() {
        return habits.contains(Habit.CALL);
    }

    boolean isBesideCode() {
        return habits.contains(Habit.BESIDE_CODE);
    }

    boolean isShell() {
        return habits.contains(Habit.SHELL);
    }
}
