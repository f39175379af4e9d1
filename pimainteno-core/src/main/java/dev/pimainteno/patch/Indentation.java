package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the indentation of a hunk's old lines differs from that of the file's lines that they stand for, and what that
 * means for its added lines. Immutable.
 *
 * @param pairs the lines that are not blank
 */
record Indentation(List<Pair> pairs) {
    private static final int[] TAB_WIDTHS = {4, 8, 2, 3};

    /**
     * One old line.
     *
     * @param hunk the white space at its start in the hunk
     * @param file the white space at its start in the file
     * @param context whether it is context
     */
    record Pair(String hunk, String file, boolean context) {
        boolean isSame() {
            return hunk.equals(file) || lostItsPrefix();
        }

        /** Whether one blank is missing from a line of context: then it was taken for the line's prefix. */
        boolean lostItsPrefix() {
            return context && file.equals(" " + hunk);
        }
    }

    Indentation {
        pairs = List.copyOf(pairs);
    }

    /** Compares an old side with the lines of a file from a line on. */
    static Indentation of(List<HunkLine> oldSide, Lines file, int line) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < oldSide.size(); i++) {
            add(pairs, oldSide.get(i), file.plain(line + i));
        }
        return new Indentation(pairs);
    }

    static void add(List<Pair> pairs, HunkLine line, String actual) {
        if (!line.isBlank() && !actual.isBlank()) {
            pairs.add(new Pair(start(line.plain()), start(actual), line.isContext()));
        }
    }

    /** Whether all lines are where they should be, or shifted by the same. */
    boolean isShift() {
        return isSame() || !added().isEmpty() || !removed().isEmpty() || tabWidth() != 0;
    }

    /** Returns a line that the hunk adds as it belongs into the file; nothing if its indentation contradicts that of the others. */
    Optional<String> shift(String added) {
        if (added.isBlank() || isSame()) {
            return Optional.of(added);
        }
        String more = added();
        if (!more.isEmpty()) {
            return Optional.of(more + added);
        }
        String less = removed();
        if (!less.isEmpty()) {
            return added.startsWith(less) ? Optional.of(added.substring(less.length())) : Optional.empty();
        }
        return Optional.of(added);
    }

    /** Returns the white space that every line of the file has before that of the hunk; empty if there is none. */
    private String added() {
        return isCertain() ? difference(true) : "";
    }

    /** Returns the white space that every line of the hunk has before that of the file; empty if there is none. */
    private String removed() {
        return isCertain() ? difference(false) : "";
    }

    private String difference(boolean fileHasMore) {
        String difference = "";
        for (Pair pair : pairs) {
            String longer = fileHasMore ? pair.file : pair.hunk;
            String shorter = fileHasMore ? pair.hunk : pair.file;
            if (longer.length() <= shorter.length() || !longer.endsWith(shorter)) {
                return "";
            }
            String more = longer.substring(0, longer.length() - shorter.length());
            if (!difference.isEmpty() && !difference.equals(more)) {
                return "";
            }
            difference = more;
        }
        return difference;
    }

    /** Whether there is more to go by than one line of context, which may have slipped alone. */
    private boolean isCertain() {
        return pairs.size() > 1 || pairs.stream().anyMatch(pair -> !pair.context);
    }

    private boolean isSame() {
        boolean allSame = pairs.stream().allMatch(Pair::isSame);
        boolean shiftedByOne = pairs.stream().anyMatch(pair -> !pair.context)
                && pairs.stream().allMatch(pair -> pair.file.equals(" " + pair.hunk));
        return allSame && !shiftedByOne;
    }

    /** Returns for how many blanks in the hunk the file has a tab, or the other way round; 0 if neither is so throughout. */
    int tabWidth() {
        for (int width : TAB_WIDTHS) {
            boolean some = pairs.stream().anyMatch(pair -> !pair.isSame());
            if (some && (isExpansion(width, true) || isExpansion(width, false))) {
                return width;
            }
        }
        return 0;
    }

    /** Whether the file has tabs where the hunk has blanks. */
    boolean fileHasTabs() {
        return pairs.stream().anyMatch(pair -> pair.file.indexOf('\t') >= 0 && pair.hunk.indexOf('\t') < 0);
    }

    private boolean isExpansion(int width, boolean tabsInFile) {
        String tab = " ".repeat(width);
        for (Pair pair : pairs) {
            String tabbed = tabsInFile ? pair.file : pair.hunk;
            String blank = tabsInFile ? pair.hunk : pair.file;
            if (tabbed.length() > 1 && tabbed.indexOf('\t') < 0) {
                return false; // a line that is indented with blanks on both sides: then both are usual here
            }
            boolean lost =
                    tabsInFile && pair.context && tabbed.replace("\t", tab).equals(" " + blank);
            if (blank.indexOf('\t') >= 0 || !(tabbed.replace("\t", tab).equals(blank) || lost)) {
                return false;
            }
        }
        return true;
    }

    static String start(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return line.substring(0, end);
    }
}
