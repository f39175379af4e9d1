package dev.pimainteno.patch;

import java.util.List;

/**
 * The lines of a hunk as {@link Aligner} sees them: what each may be taken for, and where the file may have lines that the
 * hunk has not. Not changed after it is made.
 */
final class AlignedItems {
    private final List<HunkLine> lines;
    private final String[] folds;
    private final boolean[] firm;
    private final boolean[] perhapsAdded;
    private final boolean[] tightBefore;
    /** The same of the first old line from each index on; true behind the last one. */
    private final boolean[] tightFrom;

    private AlignedItems(List<HunkLine> lines) {
        this.lines = lines;
        this.folds = lines.stream().map(line -> LineFold.of(line.plain())).toArray(String[]::new);
        this.firm = new boolean[lines.size()];
        this.perhapsAdded = new boolean[lines.size()];
        this.tightBefore = new boolean[lines.size() + 1];
        this.tightFrom = new boolean[lines.size() + 1];
    }

    static AlignedItems of(List<HunkLine> lines) {
        AlignedItems items = new AlignedItems(lines);
        items.findPerhapsAdded();
        items.findText();
        items.findTight();
        items.tightFrom[lines.size()] = true;
        for (int i = lines.size() - 1; i >= 0; i--) {
            items.tightFrom[i] = lines.get(i).isOld() ? items.tightBefore[i] : items.tightFrom[i + 1];
        }
        return items;
    }

    int count() {
        return lines.size();
    }

    HunkLine line(int index) {
        return lines.get(index);
    }

    String fold(int index) {
        return folds[index];
    }

    boolean isBlank(int index) {
        return folds[index].isEmpty();
    }

    /**
     * Whether a line must stand in the file: it is removed, or next to lines that are added and nothing else, or has no prefix
     * where others have or at the end, and may be no line of the hunk if the file does not have it.
     */
    boolean isFirm(int index) {
        return firm[index];
    }

    /** Whether a line of context stands beside a change, so that, if the file has no such line, it may be a part of that. */
    boolean isBesideChange(int index) {
        return (index > 0 && !lines.get(index - 1).isContext())
                || (index + 1 < lines.size() && !lines.get(index + 1).isContext());
    }

    /** Whether a blank line without prefix stands beside added lines, so that it may be one. */
    boolean isPerhapsAdded(int index) {
        return perhapsAdded[index];
    }

    /** Whether nothing of the file may stand between the first old line from an index on and the old line before it. */
    boolean isTightFrom(int index) {
        return tightFrom[index];
    }

    private void findPerhapsAdded() {
        for (int i = 0; i < lines.size(); i++) { // a run of blank lines spreads from its ends
            perhapsAdded[i] = lines.get(i).bare() && isBlank(i) && isAdded(i - 1);
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            perhapsAdded[i] |= lines.get(i).bare() && isBlank(i) && isAdded(i + 1);
        }
        for (int i = lines.size() - 1; i >= 0 && perhapsAdded[i]; i--) {
            perhapsAdded[i] = false; // at the very end it is as likely what stands behind a hunk that breaks off
        }
    }

    private void findText() {
        boolean prefixed = lines.stream().anyMatch(line -> line.isContext() && !line.bare() && !line.isBlank());
        boolean end = true;
        for (int i = lines.size() - 1; i >= 0; i--) {
            end &= lines.get(i).bare();
            firm[i] = lines.get(i).bare() && !isBlank(i) && (prefixed || end);
        }
    }

    private boolean isAdded(int index) {
        return index >= 0
                && index < lines.size()
                && (perhapsAdded[index] || !lines.get(index).isOld());
    }

    private void findTight() {
        int before = -1;
        boolean additions = false;
        for (int i = 0; i < lines.size(); i++) {
            HunkLine line = lines.get(i);
            firm[i] |= line.kind() == HunkLine.Kind.REMOVED || (line.bare() && isBlank(i) && isBesideRemoved(i));
            if (!line.isOld()) {
                additions = true;
                continue;
            }
            boolean bothRemoved = before >= 0 && isRemoved(before) && isRemoved(i);
            boolean insertion = additions && !(before >= 0 && isRemoved(before)) && !isRemoved(i);
            tightBefore[i] = bothRemoved || additions || (i > 0 && perhapsAdded[i - 1]);
            if (insertion) {
                firm[i] |= !perhapsAdded[i];
                if (before >= 0) {
                    firm[before] |= !perhapsAdded[before];
                }
            }
            if (!perhapsAdded[i]) {
                before = i;
                additions = false;
            } else {
                additions = true;
            }
        }
        if (additions && before >= 0 && !isRemoved(before)) {
            firm[before] = true;
        }
    }

    /** Whether a blank line without prefix, which may stand for an added one, is next to removed lines only. */
    private boolean isBesideRemoved(int index) {
        boolean before = index > 0 && isRemoved(index - 1);
        boolean behind = index + 1 < lines.size() && isRemoved(index + 1);
        return (before || behind) && !perhapsAdded[index];
    }

    private boolean isRemoved(int index) {
        return lines.get(index).kind() == HunkLine.Kind.REMOVED;
    }
}
