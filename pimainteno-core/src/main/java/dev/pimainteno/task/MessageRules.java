package dev.pimainteno.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a model's commit message may look, and what it must not bring about. */
final class MessageRules {
    static final int LONGEST_SUBJECT = 72;
    static final int LONGEST_BODY_LINE = 100;

    private static final Pattern ISSUE_COMMAND = Pattern.compile(
            "\\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)\\b\\s*:?\\s+(?:[\\w.-]+/[\\w.-]+)?(?:#\\d+|https?://)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TRAILER = Pattern.compile(
            "\\s*(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*-(?:by|run|task|id|checks)\\s*[:=：].*"
                    + "|(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+|run|task|fixes|closes|refs|cc|link|see also|bug|issue)\\s*[:：]\\s.*)"
                    + "|\\(cherry picked from commit .*"
                    + "|\\W*generated (?:with|by)\\b.*",
            Pattern.CASE_INSENSITIVE);
    /** In a subject, words with a hyphen before a colon name an area. */
    private static final Pattern SUBJECT_TRAILER = Pattern.compile(
            "(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*-(?:by|run|task|id)|run|task|fixes|closes|refs|cc|link|see also|bug|issue)"
                    + "\\s*[:：].*|\\W*generated (?:with|by)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PREAMBLE = Pattern.compile(
            "(?:here(?:'s| is| are)|sure|certainly|of course|subject|commit message)\\b.*", Pattern.CASE_INSENSITIVE);

    /** By these words hosts leave the checks of a pushed commit out. */
    private static final Pattern SKIPPED_CHECKS = Pattern.compile(
            "\\[\\s*(?:(?:skip|no)[ _-](?:ci|actions|checks)|(?:ci|actions|checks?)[ _-]skip|skip)\\s*\\]|\\*\\*\\*NO_CI\\*\\*\\*"
                    + "|skip-checks\\s*:",
            Pattern.CASE_INSENSITIVE);
    /** What a patch begins with; mail and Git would take what follows for a part of the change. */
    private static final Pattern PATCH = Pattern.compile(
            "^(?:diff --git |--- a/|\\+\\+\\+ b/|@@ -\\d|Index: |---$|From [0-9a-f]{40} )", Pattern.MULTILINE);

    private MessageRules() {}

    /** Returns a subject without a period and white space around it. */
    static String tidySubject(String subject) {
        String tidy = subject.strip();
        return tidy.endsWith(".") && !tidy.endsWith("..")
                ? tidy.substring(0, tidy.length() - 1).stripTrailing()
                : tidy;
    }

    /** Returns what is wrong with a subject, or nothing. */
    static Optional<String> problemOfSubject(String subject) {
        if (subject.isEmpty()) {
            return Optional.of("is empty");
        }
        if (!isOneCleanLine(subject)) {
            return Optional.of("is longer than " + LONGEST_SUBJECT + " characters or holds one that cannot be seen");
        }
        if (subject.contains("```")
                || subject.endsWith(":")
                || PREAMBLE.matcher(subject).matches()) {
            return Optional.of("is no subject");
        }
        if (SUBJECT_TRAILER.matcher(subject).matches()) {
            return Optional.of("is a trailer");
        }
        return problemOfWords(subject);
    }

    /** Whether a text is short enough for a subject and holds neither control nor invisible characters. */
    static boolean isOneCleanLine(String subject) {
        return subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                && subject.codePoints().noneMatch(c -> Character.isISOControl(c) || VisibleText.isInvisible(c));
    }

    /** Returns a body without trailers and blank edges, its lines wrapped. */
    static String tidyBody(String body) {
        List<String> lines = new ArrayList<>();
        for (String line : body.replace("\r\n", "\n").replace('\t', ' ').lines().toList()) {
            if (!TRAILER.matcher(line).matches()) {
                wrap(line.stripTrailing(), lines);
            }
        }
        lines.removeIf(line -> TRAILER.matcher(line).matches());
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip();
    }

    /** Returns what is wrong with a body, or nothing. */
    static Optional<String> problemOfBody(String body) {
        if (body.codePoints().anyMatch(c -> (Character.isISOControl(c) && c != '\n') || VisibleText.isInvisible(c))) {
            return Optional.of("holds a control or invisible character");
        }
        if (body.contains("```")) {
            return Optional.of("holds a fence");
        }
        if (PATCH.matcher(body).find()) {
            return Optional.of("holds what looks like a patch");
        }
        return problemOfWords(body.lines().collect(Collectors.joining(" ")));
    }

    private static Optional<String> problemOfWords(String text) {
        if (SKIPPED_CHECKS.matcher(text).find()) {
            return Optional.of("would keep its checks from being run");
        }
        return ISSUE_COMMAND.matcher(text).find() ? Optional.of("would close an issue") : Optional.empty();
    }

    private static void wrap(String line, List<String> lines) {
        String indent = line.matches("\\s*[-*] .*") ? "  " : "";
        String rest = line;
        while (rest.length() > LONGEST_BODY_LINE) {
            int space = rest.lastIndexOf(' ', LONGEST_BODY_LINE);
            boolean words = space > indent.length() && !rest.substring(0, space).isBlank();
            int cut = words ? space : beforeSurrogate(rest, LONGEST_BODY_LINE);
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = indent + rest.substring(cut).strip();
        }
        lines.add(rest);
    }

    private static int beforeSurrogate(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
