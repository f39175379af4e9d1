package dev.pimainteno.patch;

import java.util.regex.Pattern;

/** Takes off blanks that stand at the ends of all lines of a reply's diff, its headers included, as Markdown's line breaks do. */
final class RightMargin {
    private static final Pattern DIFF = Pattern.compile("(?:@@|--- |\\+\\+\\+ |diff --git |[-+ ]).*", Pattern.DOTALL);
    private static final int FEWEST = 4;

    private RightMargin() {}

    static String strip(String reply) {
        Lines lines = Lines.of(reply);
        String margin = marginOfHunk(lines);
        if (margin.isEmpty()) {
            return reply;
        }
        int count = 0;
        for (int i = 0; i < lines.count(); i++) {
            String line = lines.plain(i);
            if (DIFF.matcher(line).matches()) {
                if (!line.endsWith(margin)) {
                    return reply;
                }
                count++;
            }
        }
        return count < FEWEST ? reply : without(lines, margin);
    }

    /** Returns the blanks at the end of the first hunk header that has some; nothing if none has. */
    private static String marginOfHunk(Lines lines) {
        for (int i = 0; i < lines.count(); i++) {
            if (lines.startsWith(i, "@@")) {
                String line = lines.plain(i);
                int end = line.length();
                while (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t') {
                    end--;
                }
                if (end < line.length()) {
                    return line.substring(end);
                }
            }
        }
        return "";
    }

    private static String without(Lines lines, String margin) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.count(); i++) {
            String line = lines.plain(i);
            text.append(line, 0, line.length() - (line.endsWith(margin) ? margin.length() : 0));
            text.append(lines.end(i));
        }
        return text.toString();
    }
}
