package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges two changes of the same lines. Each is widened by the lines along which it could slide without becoming another
 * change, and an unchanged line has to stand between two; a change that both make is made once. Time is bounded: texts that
 * differ in too many lines are one change each, and how far changes slide is paid from a budget.
 */
final class LineMerge {
    private final SearchBudget budget;

    private LineMerge(SearchBudget budget) {
        this.budget = budget;
    }

    /**
     * One change.
     *
     * @param from the first line before it that it replaces, from 0
     * @param to the line behind those
     * @param lines what stands there after it, line ends included
     * @param first the first line that it could reach by sliding
     * @param last the line behind those that it could reach
     */
    record Change(int from, int to, List<String> lines, int first, int last) {
        Change {
            lines = List.copyOf(lines);
        }

        boolean isSame(Change other) {
            return from == other.from && to == other.to && lines.equals(other.lines);
        }
    }

    /** Two changes that cannot both be made, told by the line before them where they meet, from 0. */
    static final class Overlap extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        private Overlap(int line) {
            super("both change line " + (line + 1), null, false, false); // an outcome, not a fault: no stack trace
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /**
     * Returns a text with both changes. All texts have one {@code char} per byte.
     *
     * @throws Refused if lines repeat so often that the budget does not suffice
     */
    static String merge(String base, String one, String other, SearchBudget budget) throws Overlap, Refused {
        return new LineMerge(budget).merge(base, one, other);
    }

    private String merge(String base, String one, String other) throws Overlap, Refused {
        List<String> lines = lines(base);
        List<Change> changes = changes(lines, lines(one));
        for (Change foreign : changes(lines, lines(other))) {
            Optional<Change> met = changes.stream()
                    .filter(own -> own.first() <= foreign.last() && foreign.first() <= own.last())
                    .findFirst();
            if (met.isEmpty()) {
                changes.add(foreign);
            } else if (!met.get().isSame(foreign)) {
                throw new Overlap(Math.max(met.get().from(), foreign.from()));
            }
        }
        changes.sort((left, right) -> Integer.compare(left.from(), right.from()));
        StringBuilder merged = new StringBuilder();
        int at = 0;
        for (Change change : changes) {
            lines.subList(at, change.from()).forEach(merged::append);
            change.lines().forEach(merged::append);
            at = change.to();
        }
        lines.subList(at, lines.size()).forEach(merged::append);
        return merged.toString();
    }

    /** Returns what leads from some lines to others, in their order. */
    private List<Change> changes(List<String> before, List<String> after) throws Refused {
        List<Change> changes = new ArrayList<>();
        List<String> added = new ArrayList<>();
        int from = 0;
        int at = 0;
        for (HunkLine line : LineDiff.between(before, after)) {
            switch (line.kind()) {
                case REMOVED -> at++;
                case ADDED -> added.add(line.text());
                case CONTEXT -> {
                    add(changes, before, from, at, added);
                    added = new ArrayList<>();
                    from = ++at;
                }
            }
        }
        add(changes, before, from, at, added);
        return changes;
    }

    private void add(List<Change> changes, List<String> before, int from, int to, List<String> added) throws Refused {
        if (from == to && added.isEmpty()) {
            return;
        }
        int first = from;
        int last = to;
        if (from == to || added.isEmpty()) {
            List<String> block = added.isEmpty() ? before.subList(from, to) : added;
            first = from - slideUp(before, from, block);
            last = to + slideDown(before, to, block);
        }
        changes.add(new Change(from, to, added, first, last));
    }

    /** Returns how many lines above an inserted or removed block repeat its end. */
    private int slideUp(List<String> lines, int from, List<String> block) throws Refused {
        int count = 0;
        while (count < from) {
            budget.spend();
            int index = Math.floorMod(block.size() - 1 - count, block.size());
            if (!lines.get(from - 1 - count).equals(block.get(index))) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Returns how many lines below an inserted or removed block repeat its start. */
    private int slideDown(List<String> lines, int to, List<String> block) throws Refused {
        int count = 0;
        while (to + count < lines.size() && lines.get(to + count).equals(block.get(count % block.size()))) {
            budget.spend();
            count++;
        }
        return count;
    }

    private static List<String> lines(String text) {
        Lines lines = Lines.of(text);
        List<String> raw = new ArrayList<>();
        for (int i = 0; i < lines.count(); i++) {
            raw.add(lines.raw(i));
        }
        return raw;
    }
}
