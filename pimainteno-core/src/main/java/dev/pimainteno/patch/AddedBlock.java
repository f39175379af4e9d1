package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Lines that a hunk adds at one place, and how the hunk's old lines are indented. Immutable.
 *
 * @param lines those that are not blank, at least one
 * @param beside the indentation of the lines that are removed here, and of the context right above and below
 * @param all the indentation of every old line of the hunk
 * @param sibling what its first line would stand beside
 */
record AddedBlock(List<String> lines, Set<String> beside, Set<String> all, Sibling sibling) {
    private static final List<String> STEPS = List.of("\t", "  ", "    ", "        ");

    AddedBlock {
        lines = List.copyOf(lines);
        beside = Set.copyOf(beside);
        all = Set.copyOf(all);
    }

    /** Says what a line of a hunk is in the file, by its number in the hunk; itself, if that is not known. */
    @FunctionalInterface
    interface Original {
        String of(int index);
    }

    /** Returns the blocks of a hunk's body. */
    static List<AddedBlock> of(List<HunkLine> lines, Original original) {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isOld() && !lines.get(i).isBlank()) {
                all.add(Indentation.start(original.of(i)));
            }
        }
        List<AddedBlock> blocks = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            int end = i;
            while (end < lines.size() && !lines.get(end).isContext()) {
                end++;
            }
            List<String> added = new ArrayList<>();
            Set<String> beside = new HashSet<>();
            for (int k = Math.max(0, i - 1); end > i && k < Math.min(end + 1, lines.size()); k++) {
                HunkLine line = lines.get(k);
                if (line.kind() == Kind.ADDED && !line.isBlank()) {
                    added.add(Indentation.softened(line.plain()));
                } else if (!line.isBlank()) {
                    beside.add(Indentation.start(original.of(k)));
                }
            }
            if (!added.isEmpty()) {
                blocks.add(new AddedBlock(added, beside, all, sibling(lines, i, end, original)));
            }
            i = Math.max(end, i + 1);
        }
        return blocks;
    }

    private static Sibling sibling(List<HunkLine> lines, int from, int to, Original original) {
        Optional<String> removed = first(IntStream.range(from, to), lines, original);
        Optional<String> above = first(IntStream.iterate(from - 1, i -> i >= 0, i -> i - 1), lines, original);
        return new Sibling(removed, above, first(IntStream.range(to, lines.size()), lines, original));
    }

    /** Returns the first of some lines that is in the file and not blank, as it is there. */
    private static Optional<String> first(IntStream indices, List<HunkLine> lines, Original original) {
        return indices.filter(i -> lines.get(i).isOld() && !lines.get(i).isBlank())
                .mapToObj(original::of)
                .findFirst();
    }

    /** Whether the first line stands beside what surely is a sibling of it. */
    boolean standsRight() {
        String first = lines.get(0);
        return sibling.start(first).equals(Optional.of(Indentation.start(first)));
    }

    /**
     * Returns how much the lines look at home once they are converted: 3 if they are indented like a line beside them, 2 if
     * like another old line, 1 if one step deeper than one of those, else 0.
     */
    int atHome(UnaryOperator<String> conversion) {
        String start = lines.stream()
                .map(line -> Indentation.start(conversion.apply(line)))
                .min(Comparator.comparingInt(String::length))
                .orElseThrow();
        if (all.isEmpty() || beside.contains(start)) {
            return 3;
        }
        if (all.contains(start)) {
            return 2;
        }
        return STEPS.stream().anyMatch(step -> all.stream().anyMatch(from -> start.equals(from + step))) ? 1 : 0;
    }

    /** Whether a line opens a block and the next one is no deeper, as where all lines have lost their indentation. */
    boolean isFlattened() {
        for (int i = 0; i + 1 < lines.size(); i++) {
            String line = lines.get(i);
            String next = lines.get(i + 1);
            boolean opens = opens(line);
            boolean closes = next.matches("\\s*(?:[})\\]>]|fi\\b|done\\b|end\\b|else\\b|elif\\b|esac\\b|</).*");
            if (opens
                    && !closes
                    && Indentation.start(next).length()
                            <= Indentation.start(line).length()) {
                return true;
            }
        }
        return false;
    }

    private static boolean opens(String line) {
        return line.stripTrailing().matches(".*(?:[:{(\\[]|\\bthen|\\bdo)");
    }
}
