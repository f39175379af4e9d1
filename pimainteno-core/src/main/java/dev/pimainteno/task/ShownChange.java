package dev.pimainteno.task;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a commit's diff shows, for judging what its message says. Immutable.
 *
 * @param all the names of the project, its paths and every line of the diff, in lower case
 * @param changed its paths and its added and removed lines, in lower case
 */
record ShownChange(String all, String changed) {
    private static final Pattern TEST_WORD = Pattern.compile("test|spec\\b|specs\\b|_spec|assert|expect\\(|should|>>>");

    static ShownChange of(String project, String diff, List<String> paths) {
        String names = project + "\n" + String.join("\n", paths) + "\n";
        String lines = diff.lines()
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .collect(Collectors.joining("\n"));
        return new ShownChange(
                (names + diff).toLowerCase(Locale.ROOT),
                (String.join("\n", paths) + "\n" + lines).toLowerCase(Locale.ROOT));
    }

    boolean mentions(String text) {
        return all.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether anything that was changed could be a test. */
    boolean touchesTests() {
        return TEST_WORD.matcher(changed).find();
    }
}
