package dev.pimainteno.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a model's commit message may hold. */
final class MessageRules {
    static final int LONGEST_SUBJECT = 72;
    static final int LONGEST_BODY_LINE = 100;

    private static final Pattern CLAIM = Pattern.compile(
            "\\b(?:tests?|checks|builds?|suite|ci|everything)\\s+(?:(?:now|still|all|have|has|should|do|does)\\s+)*"
                    + "(?:pass(?:es|ed)?|succeed(?:s|ed)?|(?:is|are|stays?|remains?)\\s+green)\\b"
                    + "|\\b(?:tested|verified)\\s+(?:with|that|on|locally|manually|against)\\b"
                    + "|\\b(?:i|we)(?:'ve|\\s+have)?\\s+(?:ran|run|tested|verified|checked|measured|benchmarked)\\b"
                    + "|\\ball\\s+green\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ISSUE_COMMAND = Pattern.compile(
            "\\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)\\b\\s*:?\\s+(?:[\\w.-]+/[\\w.-]+)?(?:#\\d+|https?://)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TRAILER = Pattern.compile(
            "\\s*(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+|run|task|fixes|closes|refs|cc|link|see also|bug|issue)\\s*:\\s.*"
                    + "|\\W*generated (?:with|by)\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PREAMBLE = Pattern.compile(
            "(?:here(?:'s| is| are)|sure|certainly|of course|subject|commit message)\\b.*", Pattern.CASE_INSENSITIVE);

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
        if (TRAILER.matcher(subject).matches()) {
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
        return problemOfWords(body.lines().collect(Collectors.joining(" ")));
    }

    private static Optional<String> problemOfWords(String text) {
        if (CLAIM.matcher(text).find()) {
            return Optional.of("claims that something was run");
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
