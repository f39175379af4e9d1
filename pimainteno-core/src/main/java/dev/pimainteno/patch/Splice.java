package dev.pimainteno.patch;

import java.util.List;

/**
 * Puts placed hunks into a file. Lines outside of them and their context keep their bytes. Added lines keep theirs where
 * the hunk's old lines stand in the file to the byte; elsewhere they take the line ends of their neighbours. A file that
 * ends without a newline goes on doing so, unless a hunk speaks of it.
 */
final class Splice {
    private final FileText file;
    private final StringBuilder text = new StringBuilder();

    private Splice(FileText file) {
        this.file = file;
    }

    /** Returns the file after the edit, one {@code char} per byte. The hunks are in the order of the file. */
    static String of(FileText file, List<PlacedHunk> placed) {
        Splice splice = new Splice(file);
        int at = 0;
        for (PlacedHunk hunk : placed) {
            splice.copy(at, hunk.line());
            splice.put(hunk);
            at = hunk.end();
        }
        splice.copy(at, file.lines().count());
        return dropsMark(file, placed) ? splice.text.toString() : file.mark() + splice.text;
    }

    /** Whether a hunk shows the file's byte order mark before the edit and not after it. */
    static boolean dropsMark(FileText file, List<PlacedHunk> placed) {
        if (file.mark().isEmpty() || placed.isEmpty() || placed.get(0).line() > 0) {
            return false;
        }
        List<HunkLine> oldSide = placed.get(0).hunk().oldSide();
        List<HunkLine> newSide = placed.get(0).hunk().newSide();
        boolean shownBefore = !oldSide.isEmpty() && oldSide.get(0).hasMark();
        return shownBefore && (newSide.isEmpty() || !newSide.get(0).hasMark());
    }

    private void copy(int from, int to) {
        if (from < to) {
            endLine();
            text.append(file.lines().raw(from, to));
        }
    }

    private void put(PlacedHunk placed) {
        boolean literal = placed.literal();
        int at = placed.line();
        for (HunkLine line : placed.hunk().lines()) {
            switch (line.kind()) {
                case CONTEXT -> copy(at, ++at);
                case REMOVED -> at++;
                case ADDED -> add(line, literal, at > placed.line() ? at - 1 : at);
            }
        }
        boolean atOpenEnd = at == file.lines().count() && file.isUnterminated();
        boolean silent = placed.hunk().lines().stream().noneMatch(HunkLine::endsFile);
        if (atOpenEnd && silent && endsInAddition(placed.hunk())) {
            dropLineEnd();
        }
    }

    private void add(HunkLine line, boolean literal, int neighbour) {
        boolean doubleMark = text.isEmpty() && !file.mark().isEmpty() && line.hasMark();
        String content = doubleMark ? line.text().substring(FileText.MARK.length()) : line.text();
        boolean returns = content.endsWith("\r");
        endLine();
        text.append(returns && !literal ? content.substring(0, content.length() - 1) : content);
        if (!line.endsFile()) {
            text.append(literal ? "\n" : endNear(neighbour));
        }
    }

    /** Returns the end of a line, or of the one before it if it has none. */
    private String endNear(int line) {
        int terminated = Math.min(line, file.lines().count() - 1);
        if (terminated >= 0 && !file.lines().isTerminated(terminated)) {
            terminated--;
        }
        return terminated >= 0 ? file.lines().end(terminated) : "\n";
    }

    /** Ends the last line that was written if it has no end and another one follows. */
    private void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append(endNear(file.lines().count() - 1));
        }
    }

    private void dropLineEnd() {
        int end = text.length() - 1;
        boolean returns = end > 0 && text.charAt(end - 1) == '\r';
        text.setLength(returns ? end - 1 : end);
    }

    private static boolean endsInAddition(Hunk hunk) {
        List<HunkLine> newSide = hunk.newSide();
        return !newSide.isEmpty() && newSide.get(newSide.size() - 1).kind() == HunkLine.Kind.ADDED;
    }
}
