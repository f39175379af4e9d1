package dev.pimainteno.task;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a Markdown fence off an answer that stands in one as a whole. */
final class MarkdownFence {
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})([^`]*)");

    private MarkdownFence() {}

    /**
     * Returns the text inside the fence, or the text as it is if no fence holds all of it. A text that begins with one
     * code block and ends with another stays as it is.
     */
    static String strip(String text) {
        List<String> lines = text.strip().lines().toList();
        if (lines.size() < 2) {
            return text;
        }
        Matcher first = FENCE.matcher(lines.get(0));
        Matcher last = FENCE.matcher(lines.get(lines.size() - 1));
        if (!first.matches() || !last.matches() || !closes(last, first.group(1))) {
            return text;
        }
        List<String> inside = lines.subList(1, lines.size() - 1);
        boolean whole = isMarkdown(info(first)) || !closedWithin(inside, first.group(1));
        return whole ? String.join("\n", inside) : text;
    }

    /** Whether a line is nothing but a fence's beginning or end. */
    static boolean isFence(String line) {
        return FENCE.matcher(line).matches();
    }

    /** A fence with a language opens a block inside the block; a bare one closes the innermost; a shorter one is text. */
    private static boolean closedWithin(List<String> lines, String opening) {
        int depth = 1;
        for (String line : lines) {
            Matcher fence = FENCE.matcher(line);
            if (fence.matches() && fence.group(1).startsWith(opening)) {
                depth += info(fence).isEmpty() ? -1 : 1;
            }
            if (depth == 0) {
                return true;
            }
        }
        return depth != 1;
    }

    private static boolean closes(Matcher fence, String opening) {
        return info(fence).isEmpty() && fence.group(1).startsWith(opening);
    }

    private static String info(Matcher fence) {
        return fence.group(2).strip();
    }

    private static boolean isMarkdown(String info) {
        String language = info.toLowerCase(Locale.ROOT);
        return language.equals("markdown") || language.equals("md");
    }
}
