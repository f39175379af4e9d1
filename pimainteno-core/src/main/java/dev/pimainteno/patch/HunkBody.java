package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines of a reply as the body of a hunk. Not changed after it is made. */
final class HunkBody {
    private static final int FEWEST_DOUBLED = 3;

    private final Lines reply;
    private final boolean carriageReturns;

    /** @param carriageReturns whether carriage returns at the ends of lines are the reply's own, not the file's */
    HunkBody(Lines reply, boolean carriageReturns) {
        this.reply = reply;
        this.carriageReturns = carriageReturns;
    }

    String text(int index) {
        return carriageReturns ? reply.plain(index) : reply.line(index);
    }

    /** Whether a line has no prefix that tells its kind. */
    boolean isBare(int index) {
        String text = text(index);
        return text.isEmpty() || "+- ".indexOf(text.charAt(0)) < 0;
    }

    boolean isBlank(int index) {
        return text(index).isBlank();
    }

    boolean isEmpty(int index) {
        return reply.plain(index).isEmpty();
    }

    boolean isChange(int index) {
        String text = text(index);
        return text.startsWith("+") || text.startsWith("-");
    }

    /** Whether a line is one such as {@code \ No newline at end of file}, which speaks of the line before. */
    boolean isMarker(int index) {
        return text(index).startsWith("\\ ");
    }

    /** Returns a line of the body; one without prefix is context. */
    HunkLine line(int index) {
        String text = text(index);
        if (isBare(index)) {
            return new HunkLine(HunkLine.Kind.CONTEXT, text, false, true);
        }
        HunkLine.Kind kind = switch (text.charAt(0)) {
            case '+' -> HunkLine.Kind.ADDED;
            case '-' -> HunkLine.Kind.REMOVED;
            default -> HunkLine.Kind.CONTEXT;
        };
        return new HunkLine(kind, text.substring(1), false);
    }

    List<HunkLine> lines(int from, int to) {
        List<HunkLine> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (isMarker(i)) {
                if (!lines.isEmpty()) {
                    lines.set(lines.size() - 1, lines.get(lines.size() - 1).endingFile());
                }
            } else {
                lines.add(line(i));
            }
        }
        return lines;
    }

    /** Returns the body without its every second line if all of those are empty; nothing if not, or if it is short. */
    Optional<List<HunkLine>> undoubled(int from, int to) {
        List<HunkLine> lines = new ArrayList<>();
        int texts = 0;
        int first = from + 1 < to && isEmpty(from) && !isEmpty(from + 1) ? from + 1 : from; // the header's own
        for (int i = first; i < to; i += 2) {
            if ((i + 1 < to && !isEmpty(i + 1)) || isMarker(i)) {
                return Optional.empty();
            }
            texts += isBlank(i) ? 0 : 1;
            lines.add(line(i));
        }
        boolean changes = lines.stream().anyMatch(line -> !line.isContext());
        return texts >= FEWEST_DOUBLED && changes ? Optional.of(lines) : Optional.empty();
    }

    /** Returns the end of a body without the blank lines at its end that have no prefix. */
    int withoutBlankEnd(int from, int to) {
        int end = to;
        while (end > from && isEmpty(end - 1)) {
            end--;
        }
        return end;
    }
}
