package dev.pimainteno.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file in which hunks are looked for, with what several strategies need. For one thread. */
final class PlacementSearch {
    private final FileText file;
    private final List<Hunk> hunks;
    private final SearchBudget budget;
    private @Nullable LineIndex index;

    PlacementSearch(FileText file, List<Hunk> hunks, SearchBudget budget) {
        this.file = file;
        this.hunks = hunks;
        this.budget = budget;
    }

    Lines lines() {
        return file.lines();
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
}
