package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a hunk that quotes the file inexactly into one whose old side is the file's own lines: context and removed
 * lines become what stands there, lines that the hunk passes over become context, and added lines get the indentation
 * that the file has.
 */
final class HunkRepair {
    private final FileText file;
    private final Hunk hunk;
    private final Alignment alignment;
    private final AddedLines added;
    private final Tail tail;
    private final boolean endIsWrong;
    /** For each line of the hunk the next one behind it that stands in the file; as many as there are lines if none does. */
    private final int[] next;

    private final List<HunkLine> repaired = new ArrayList<>();
    private int at;

    private HunkRepair(FileText file, Hunk hunk, Alignment alignment) throws Refused {
        this.file = file;
        this.hunk = hunk;
        this.alignment = alignment;
        this.at = alignment.first();
        List<Indentation.Pair> pairs = new ArrayList<>();
        List<String> blanks = new ArrayList<>();
        boolean wrong = false;
        for (int i = 0; i < hunk.lines().size(); i++) {
            int place = alignment.place(i);
            HunkLine line = hunk.lines().get(i);
            if (place >= 0) {
                wrong |= line.endsFile() && file.lines().isTerminated(place);
                if (LineFold.same(line.plain(), file.lines().plain(place))) {
                    Indentation.add(pairs, line, file.lines().plain(place));
                    if (line.isBlank() && !line.plain().equals(file.lines().plain(place))) {
                        blanks.add(line.plain());
                    }
                }
            }
        }
        Tail tail = Tail.of(hunk.lines(), this::original, index -> alignment.place(index) >= 0);
        this.tail = tail;
        Indentation indentation = new Indentation(pairs, blanks);
        this.added = AddedLines.of(indentation, hunk.lines(), this::original, hunk.number());
        Typography.check(hunk, this::original, tail);
        this.endIsWrong = wrong;
        this.next = new int[hunk.lines().size()];
        for (int i = next.length - 1, behind = next.length; i >= 0; i--) {
            next[i] = behind;
            behind = alignment.place(i) >= 0 ? i : behind;
        }
    }

    /**
     * Returns the hunk at its place.
     *
     * @throws Refused if its added lines contradict its old lines, so that their indentation cannot be told
     */
    static PlacedHunk of(FileText file, Hunk hunk, Alignment alignment, Strategy strategy) throws Refused {
        HunkRepair repair = new HunkRepair(file, hunk, alignment);
        boolean literal = repair.standsToTheByte();
        int line = repair.at;
        repair.run();
        Hunk repaired = hunk.withLines(repair.repaired).withHint(hunk.hint().after(alignment.absentAtStart()));
        return new PlacedHunk(repaired, line, strategy, literal);
    }

    private void run() {
        List<HunkLine> lines = hunk.lines();
        for (int i = 0; i < lines.size(); i++) {
            int place = alignment.place(i);
            if (place == Alignment.ADDED) {
                if (removalFollows(i)) {
                    keepUpTo(alignment.place(next[i]));
                }
                add(lines.get(i));
            } else if (place >= 0) {
                keepUpTo(place);
                take(lines.get(i));
            }
        }
        if (!repaired.isEmpty() && at < file.lines().count()) {
            repaired.replaceAll(line -> line.isNew() && !line.isContext() ? line.notEndingFile() : line);
        }
    }

    private void add(HunkLine line) {
        HunkLine shifted = tail.without(added.inFile(line.withKind(HunkLine.Kind.ADDED)));
        repaired.add(endIsWrong ? shifted.notEndingFile() : shifted);
    }

    private void take(HunkLine line) {
        boolean mark = line.hasMark();
        String text = file.lines().line(at);
        boolean ends = line.endsFile() && !file.lines().isTerminated(at);
        repaired.add(new HunkLine(line.kind(), mark ? FileText.MARK + text : text, ends));
        at++;
    }

    /** Returns what an old line of the hunk is in the file, line ends aside; as it is if the file does not have it. */
    private String original(int index) {
        int place = alignment.place(index);
        return place >= 0 ? file.lines().plain(place) : hunk.lines().get(index).plain();
    }

    private void keepUpTo(int place) {
        while (at < place) {
            repaired.add(HunkLine.context(file.lines().line(at++)));
        }
    }

    /** Whether the next old line is removed and the one before is not: what is passed over then stands before the change. */
    private boolean removalFollows(int index) {
        return next[index] < next.length && !hunk.lines().get(next[index]).isContext();
    }

    /** Whether the line ends of the hunk are those of the file: then it knows them, and they are not to be mended. */
    private boolean standsToTheByte() {
        boolean shown = false;
        for (int i = 0; i < hunk.lines().size(); i++) {
            int place = alignment.place(i);
            if (place >= 0 && file.lines().isTerminated(place)) {
                boolean returns = hunk.lines().get(i).text().endsWith("\r");
                if (returns != file.lines().line(place).endsWith("\r")) {
                    return false;
                }
                shown = true;
            }
        }
        return shown || file.lines().count() <= 1; // a file without a line end has none to follow
    }
}
