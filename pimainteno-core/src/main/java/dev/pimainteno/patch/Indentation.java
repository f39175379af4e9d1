package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the indentation of a hunk's old lines differs from that of the file's lines that they stand for. Immutable.
 *
 * @param pairs the lines that are not blank
 * @param blanks the blank lines of the hunk that are not so in the file
 */
record Indentation(List<Pair> pairs, List<String> blanks) {
    private static final int[] TAB_WIDTHS = {4, 8, 2, 3};
    private static final String HARD_BLANK = "\u00c2\u00a0"; // UTF-8's bytes of a no-break space, a char each

    /**
     * One old line.
     *
     * @param hunk the white space at its start in the hunk
     * @param file the white space at its start in the file
     * @param context whether it is context
     */
    record Pair(String hunk, String file, boolean context) {
        /** Whether both are the same, or one blank is missing from a line of context: it was taken for its prefix. */
        boolean isSame() {
            return hunk.equals(file) || (context && file.equals(" " + hunk));
        }
    }

    /**
     * A difference that lines have in common.
     *
     * @param text the white space that one side has before that of the other
     * @param inFile whether the file has it; else the hunk has
     */
    record Shift(String text, boolean inFile) {
        /** Returns a line of the hunk as it belongs into the file; nothing if it lacks what it should lose. */
        Optional<String> apply(String line) {
            if (inFile) {
                return Optional.of(text + line);
            }
            return line.startsWith(text) ? Optional.of(line.substring(text.length())) : Optional.empty();
        }

        /** Whether it is one blank, which may be the prefix of the lines as well. */
        boolean isOneBlank() {
            return text.equals(" ");
        }
    }

    Indentation {
        pairs = List.copyOf(pairs);
        blanks = List.copyOf(blanks);
    }

    Indentation(List<Pair> pairs) {
        this(pairs, List.of());
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
            pairs.add(new Pair(start(softened(line.plain())), start(actual), line.isContext()));
        }
    }

    /** Returns the white space of ASCII at the start of a line. */
    static String start(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return line.substring(0, end);
    }

    /** Returns a line with plain blanks for the no-break spaces at its start. */
    static String softened(String line) {
        int end = 0;
        while (line.startsWith(HARD_BLANK, end) || (end < line.length() && line.charAt(end) == ' ')) {
            end += line.charAt(end) == ' ' ? 1 : HARD_BLANK.length();
        }
        return line.substring(0, end).replace(HARD_BLANK, " ") + line.substring(end);
    }

    /** Whether all lines are where they should be, or shifted by the same, or have tabs for blanks or blanks for tabs. */
    boolean isUniform() {
        return isSame() || shift().isPresent() || tabWidth() != 0;
    }

    boolean isSame() {
        return pairs.stream().allMatch(Pair::isSame)
                && !shift().filter(shift -> hasRemoved()).isPresent();
    }

    /** Whether there is a removed line, whose prefix cannot be mistaken for a part of it. */
    boolean hasRemoved() {
        return pairs.stream().anyMatch(pair -> !pair.context);
    }

    /** Whether there are removed lines, and all of them stand right. */
    boolean removedIsSame() {
        return hasRemoved() && pairs.stream().allMatch(pair -> pair.context || pair.hunk.equals(pair.file));
    }

    /** Whether lines that the file indents, and the hunk otherwise, are not indented in the hunk at all. */
    boolean isBareWhereMoved() {
        return pairs.stream().allMatch(pair -> pair.isSame() || pair.hunk.isEmpty());
    }

    /** Whether several lines have lost all their indentation, and it was not the same for all that have none. */
    boolean isFlattened() {
        return isBareWhereMoved()
                && pairs.stream().filter(pair -> !pair.isSame()).count() > 1
                && meanings().isEmpty();
    }

    /** Returns what each indentation of the hunk, or of its removed lines if it has some, is in the file; empty if that varies. */
    Map<String, String> meanings() {
        Map<String, String> meanings = new HashMap<>();
        for (Pair pair : pairs) {
            boolean counts = !pair.context || !hasRemoved();
            String known = counts ? meanings.putIfAbsent(pair.hunk, pair.file) : null;
            if (known != null && !known.equals(pair.file)) {
                return Map.of();
            }
        }
        return meanings;
    }

    /** Returns the difference that all lines have in common; there must be more of them than one of context. */
    Optional<Shift> shift() {
        return pairs.size() > 1 || hasRemoved() ? shift(pair -> true) : Optional.empty();
    }

    /** Returns the difference that all removed lines have in common while the context stands right. */
    Optional<Shift> shiftOfRemoved() {
        boolean contextIsRight = pairs.stream().allMatch(pair -> !pair.context || pair.hunk.equals(pair.file));
        return contextIsRight ? shift(pair -> !pair.context) : Optional.empty();
    }

    private Optional<Shift> shift(Predicate<Pair> which) {
        Set<Optional<Shift>> shifts =
                pairs.stream().filter(which).map(Indentation::shift).collect(Collectors.toSet());
        return shifts.size() == 1 ? shifts.iterator().next() : Optional.empty();
    }

    private static Optional<Shift> shift(Pair pair) {
        int more = pair.file.length() - pair.hunk.length();
        if (more > 0 && pair.file.endsWith(pair.hunk)) {
            return Optional.of(new Shift(pair.file.substring(0, more), true));
        }
        return more < 0 && pair.hunk.endsWith(pair.file)
                ? Optional.of(new Shift(pair.hunk.substring(0, -more), false))
                : Optional.empty();
    }

    /** Returns for how many blanks in the hunk the file has a tab, or the other way round; 0 if neither is so throughout. */
    int tabWidth() {
        boolean some = pairs.stream().anyMatch(pair -> !pair.isSame());
        for (int width : TAB_WIDTHS) {
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

    /** Whether a line of the file is indented with tabs and blanks. */
    boolean fileMixesTabsAndBlanks() {
        return pairs.stream().anyMatch(pair -> pair.file.indexOf('\t') >= 0 && pair.file.indexOf(' ') >= 0);
    }

    /** Whether the hunk has tabs where the file has blanks. */
    boolean hunkHasTabs() {
        return pairs.stream().anyMatch(pair -> pair.hunk.indexOf('\t') >= 0 && pair.file.indexOf('\t') < 0);
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

    /** Whether a line that starts with some white space would look at home in the file. */
    boolean isUsual(String start) {
        boolean tabs = pairs.stream().anyMatch(pair -> pair.file.indexOf('\t') >= 0);
        boolean blanks = pairs.stream().anyMatch(pair -> pair.file.startsWith(" "));
        boolean odd = pairs.stream().anyMatch(pair -> pair.file.length() % 2 == 1);
        if (pairs.stream().anyMatch(pair -> pair.file.equals(start))) {
            return true;
        }
        if (tabs) {
            return !start.contains(" \t") && (blanks || start.indexOf(' ') < 0);
        }
        return start.indexOf('\t') < 0 ? odd || start.length() % 2 == 0 : !blanks;
    }
}
