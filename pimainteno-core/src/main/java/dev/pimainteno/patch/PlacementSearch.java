package dev.pimainteno.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file in which hunks are looked for, with what several strategies need. For one thread. */
final class PlacementSearch {
    private final FileText file;
    private final List<Hunk> hunks;
    private final SearchBudget budget;
    private @Nullable LineIndex index;
    private @Nullable LineIndex foldedIndex;
    private @Nullable String @Nullable [] folds;

    PlacementSearch(FileText file, List<Hunk> hunks, SearchBudget budget) {
        this.file = file;
        this.hunks = hunks;
        this.budget = budget;
    }

    FileText file() {
        return file;
    }

    Lines lines() {
        return file.lines();
    }

    SearchBudget budget() {
        return budget;
    }

    /** Returns the index of the lines of all hunks; made when first asked for, as most hunks need none. */
    LineIndex index() {
        LineIndex made = index;
        if (made == null) {
            made = LineIndex.of(file.lines(), hunks);
            index = made;
        }
        return made;
    }

    /** Returns the index of the lines of all hunks by what is left of them in a {@link LineFold}. */
    LineIndex foldedIndex() {
        LineIndex made = foldedIndex;
        if (made == null) {
            made = LineIndex.of(file.lines(), hunks, LineFold::of);
            foldedIndex = made;
        }
        return made;
    }

    /** Returns the {@link LineFold} of a line of the file. */
    String fold(int line) {
        @Nullable String[] made = folds;
        if (made == null) {
            made = new String[file.lines().count()];
            folds = made;
        }
        String fold = made[line];
        if (fold == null) {
            fold = LineFold.of(file.lines().plain(line));
            made[line] = fold;
        }
        return fold;
    }

    /** Whether an old side stands at a line, from 0. Line ends do not count; what a hunk says of the file's end does. */
    boolean fitsAt(List<HunkLine> oldSide, int line) throws Refused {
        Lines lines = file.lines();
        if (line < 0 || line + oldSide.size() > lines.count()) {
            return false;
        }
        for (int i = 0; i < oldSide.size(); i++) {
            budget.spend();
            HunkLine expected = oldSide.get(i);
            if (!lines.plainEquals(line + i, expected.plain())
                    || (expected.endsFile() && lines.isTerminated(line + i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether an old side stands at a line, from 0, by some likeness. */
    boolean fitsAt(List<HunkLine> oldSide, int line, Likeness likeness) throws Refused {
        Lines lines = file.lines();
        if (likeness == Likeness.EXACT) {
            return fitsAt(oldSide, line);
        }
        if (line < 0 || line + oldSide.size() > lines.count()) {
            return false;
        }
        for (int i = 0; i < oldSide.size(); i++) {
            budget.spend();
            if (!likeness.same(oldSide.get(i), lines.plain(line + i))) {
                return false;
            }
        }
        return likeness != Likeness.INDENTED
                || Indentation.of(oldSide, lines, line).isUniform();
    }
}
