package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a whole new text in the place of a file's. Refuses a text that seems to be a part of the file only: one that says
 * that something is left out, starts or ends elsewhere than the file, or has less than half of its lines.
 */
final class WholeReplacement {
    private static final int NEAR = 5;

    private WholeReplacement() {}

    /** Returns the file after the edit, one {@code char} per byte. */
    static String of(String path, FileText file, Hunk hunk) throws Refused {
        List<String> before = texts(file);
        List<String> after = hunk.lines().stream()
                .map(HunkLine::text)
                .filter(line -> !line.isBlank())
                .toList();
        for (String line : after) {
            if ((Elisions.isMarker(line) || Elisions.isOmission(line)) && !before.contains(line)) {
                throw new Refused("the text for " + path + " leaves something out: " + Excerpt.of(line)
                        + "; give the whole file or a diff");
            }
        }
        if (!before.isEmpty()) {
            boolean starts = near(before, after, false);
            boolean ends = near(before, after, true);
            if (!starts || !ends || 2 * common(before, after) < before.size()) {
                throw new Refused("the text for " + path + " seems to be a part of the file only: give the whole file"
                        + " or a diff");
            }
        }
        return file.mark() + text(file, hunk);
    }

    private static List<String> texts(FileText file) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < file.lines().count(); i++) {
            if (!file.lines().plain(i).isBlank()) {
                texts.add(file.lines().plain(i));
            }
        }
        return texts;
    }

    /** Whether the first or last line of one text is near the same end of the other. */
    private static boolean near(List<String> before, List<String> after, boolean last) {
        return !after.isEmpty()
                && (edge(after, last, NEAR).contains(edge(before, last, 1).get(0))
                        || edge(before, last, NEAR)
                                .contains(edge(after, last, 1).get(0)));
    }

    private static List<String> edge(List<String> lines, boolean last, int count) {
        int size = Math.min(count, lines.size());
        return last ? lines.subList(lines.size() - size, lines.size()) : lines.subList(0, size);
    }

    private static int common(List<String> before, List<String> after) {
        Map<String, Integer> counts = new HashMap<>();
        before.forEach(line -> counts.merge(line, 1, Integer::sum));
        int common = 0;
        for (String line : after) {
            int left = counts.getOrDefault(line, 0);
            common += left > 0 ? 1 : 0;
            counts.put(line, left - 1);
        }
        return common;
    }

    private static String text(FileText file, Hunk hunk) {
        Lines lines = file.lines();
        String end = lines.count() > 0 && lines.isTerminated(0) ? lines.end(0) : "\n";
        StringBuilder text = new StringBuilder();
        for (HunkLine line : hunk.lines()) {
            text.append(line.text()).append(end);
        }
        if (file.isUnterminated() && text.length() >= end.length()) {
            text.setLength(text.length() - end.length());
        }
        return text.toString();
    }
}
