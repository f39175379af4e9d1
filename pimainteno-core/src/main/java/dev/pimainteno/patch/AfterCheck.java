package dev.pimainteno.patch;

import java.util.List;

/**
 * Compares what the hunks meant with what became of the file: removed lines are gone from exactly there, added lines
 * are exactly there, and nothing else changed. Knows nothing of how the result was made.
 */
final class AfterCheck {
    private final Lines before;
    private final Lines after;
    private final boolean marked;
    private int old;
    private int now;

    private AfterCheck(Lines before, Lines after, boolean marked) {
        this.before = before;
        this.after = after;
        this.marked = marked;
    }

    /**
     * @param result the file after the edit, one {@code char} per byte
     * @param placed in the order of the file
     */
    static void check(String path, FileText file, List<PlacedHunk> placed, String result) throws Refused {
        boolean dropped = Splice.dropsMark(file, placed);
        if (!dropped && !result.startsWith(file.mark())) {
            throw new Refused("the edit of " + path + " would lose its byte order mark");
        }
        String body = dropped ? result : result.substring(file.mark().length());
        AfterCheck check =
                new AfterCheck(file.lines(), Lines.of(body), !file.mark().isEmpty());
        for (PlacedHunk hunk : placed) {
            if (!check.isUntouchedUpTo(hunk.line()) || !check.isDone(hunk)) {
                throw new Refused("hunk " + hunk.hunk().number() + " of " + path
                        + " would not come out as it is meant, at line " + (check.old + 1) + " of the file");
            }
        }
        if (!check.isUntouchedUpTo(file.lines().count()) || check.now != check.after.count()) {
            throw new Refused("the edit of " + path + " would change lines that no hunk names");
        }
    }

    private boolean isUntouchedUpTo(int line) {
        int count = line - old;
        if (count < 0 || now + count > after.count()) {
            return false;
        }
        boolean same = before.raw(old, line).equals(after.raw(now, now + count));
        old = line;
        now += count;
        return same;
    }

    private boolean isDone(PlacedHunk placed) {
        for (HunkLine line : placed.hunk().lines()) {
            if (line.isOld() && (old >= before.count() || !before.plainEquals(old, line.plain()))) {
                return false;
            }
            if (line.isNew() && !isThere(line)) {
                return false;
            }
            old += line.isOld() ? 1 : 0;
            now += line.isNew() ? 1 : 0;
        }
        return true;
    }

    private boolean isThere(HunkLine line) {
        if (now >= after.count()) {
            return false;
        }
        boolean last = now == after.count() - 1;
        if (line.endsFile() && !(last && !after.isTerminated(now))) {
            return false;
        }
        if (line.kind() == HunkLine.Kind.ADDED) {
            return saysTheSame(line);
        }
        boolean gainsEnd = !before.isTerminated(old) && after.isTerminated(now);
        return gainsEnd
                ? before.raw(old).equals(after.plain(now))
                : before.raw(old).equals(after.raw(now));
    }

    private boolean saysTheSame(HunkLine line) {
        String there = after.plain(now);
        boolean withoutMark = marked && there.equals(line.plain());
        return withoutMark || line.text().equals(after.line(now)) || there.equals(withoutReturn(line.text()));
    }

    private static String withoutReturn(String text) {
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
