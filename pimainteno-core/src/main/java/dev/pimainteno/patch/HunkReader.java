package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one hunk. A header with counts says where the body ends, and the body must agree; without counts it ends where
 * lines stop to look like a body.
 */
final class HunkReader {
    private static final Pattern SIGNATURE = Pattern.compile("\\d+\\.\\d+.*");

    private final Lines reply;
    private final String file;
    private final int number;
    private final int start;
    private final boolean carriageReturns;
    private final List<HunkLine> body = new ArrayList<>();
    private int next;
    private int oldLines;
    private int newLines;

    /**
     * @param file the file's name for messages
     * @param number the hunk's number in the file
     * @param start the line of its header in the reply
     */
    HunkReader(Lines reply, String file, int number, int start) {
        this.reply = reply;
        this.file = file;
        this.number = number;
        this.start = start;
        this.carriageReturns = reply.line(start).endsWith("\r"); // then the reply's own, not the file's
        this.next = start + 1;
    }

    Hunk read(Fence fence) throws Refused {
        Optional<HunkHeader.Counts> counts =
                HunkHeader.parse(reply.plain(start)).counts();
        if (counts.isPresent()) {
            readCounted(counts.get());
        } else {
            readOpen(fence);
        }
        if (body.stream().allMatch(line -> line.kind() == HunkLine.Kind.CONTEXT)) {
            throw new Refused(label() + " adds and removes nothing");
        }
        int stated = counts.map(HunkHeader.Counts::oldStart).orElse(0);
        boolean empty = counts.isPresent() && stated == 0 && counts.get().oldLines() == 0;
        return new Hunk(number, stated, empty, body);
    }

    /** Returns the line of the reply behind the hunk. */
    int next() {
        return next;
    }

    private void readCounted(HunkHeader.Counts counts) throws Refused {
        while (oldLines < counts.oldLines() || newLines < counts.newLines()) {
            if (next >= reply.count() || startsFile(next) || !takeLine()) {
                throw disagreement(counts);
            }
        }
        takeMarkers();
        if (oldLines != counts.oldLines() || newLines != counts.newLines() || bodyGoesOn()) {
            throw disagreement(counts);
        }
    }

    private void readOpen(Fence fence) throws Refused {
        int end = endOfOpen();
        while (next < end) {
            if (text(next).isEmpty() && !fence.isOpen()) {
                throw new Refused(label() + " has no line counts and a blank line in it (line " + (next + 1)
                        + " of the reply), so that its end cannot be told");
            }
            if (!takeLine()) {
                throw new Refused(label() + " has a line that belongs to none of its sides: " + Excerpt.of(text(next)));
            }
            takeMarkers();
        }
        boolean cutOff = end >= reply.count() && (fence.isOpen() || !reply.isTerminated(reply.count() - 1));
        if (cutOff && (body.isEmpty() || body.get(body.size() - 1).kind() != HunkLine.Kind.CONTEXT)) {
            throw new Refused("the reply breaks off in " + label());
        }
    }

    /** Returns where a body without counts ends; blank lines at its end do not count. */
    private int endOfOpen() {
        int end = next;
        for (int i = next; i < reply.count() && !startsFile(i) && !isSignature(i); i++) {
            String line = text(i);
            if (!line.isEmpty()) {
                if ("+- \\".indexOf(line.charAt(0)) < 0) {
                    break;
                }
                end = i + 1;
            }
        }
        return end;
    }

    /** Takes a line of the body; a line without anything on it is blank context. */
    private boolean takeLine() {
        String line = text(next);
        char prefix = line.isEmpty() ? ' ' : line.charAt(0);
        String content = line.isEmpty() ? "" : line.substring(1);
        switch (prefix) {
            case ' ' -> add(HunkLine.Kind.CONTEXT, content);
            case '-' -> add(HunkLine.Kind.REMOVED, content);
            case '+' -> add(HunkLine.Kind.ADDED, content);
            case '\\' -> {
                return takeMarkers();
            }
            default -> {
                return false;
            }
        }
        next++;
        return true;
    }

    private void add(HunkLine.Kind kind, String content) {
        HunkLine line = new HunkLine(kind, content, false);
        body.add(line);
        oldLines += line.isOld() ? 1 : 0;
        newLines += line.isNew() ? 1 : 0;
    }

    /** Takes lines such as {@code \ No newline at end of file}, which speak of the line before. */
    private boolean takeMarkers() {
        boolean taken = false;
        while (!body.isEmpty() && next < reply.count() && text(next).startsWith("\\ ")) {
            body.set(body.size() - 1, body.get(body.size() - 1).endingFile());
            next++;
            taken = true;
        }
        return taken;
    }

    private boolean bodyGoesOn() {
        if (next >= reply.count() || startsFile(next) || isSignature(next)) {
            return false;
        }
        String line = text(next);
        return !line.isEmpty() && "+- ".indexOf(line.charAt(0)) >= 0;
    }

    /** Whether another file's part starts at a line. Two names and an {@code @@} in a row cannot be a hunk's body. */
    private boolean startsFile(int index) {
        return reply.line(index).startsWith("diff --git ")
                || (index + 2 < reply.count()
                        && reply.line(index).startsWith("--- ")
                        && reply.line(index + 1).startsWith("+++ ")
                        && reply.line(index + 2).startsWith("@@"));
    }

    /** Whether a mail's signature, which looks like a removed line, starts at a line. */
    private boolean isSignature(int index) {
        return text(index).equals("-- ")
                && index + 1 < reply.count()
                && SIGNATURE.matcher(reply.plain(index + 1)).matches();
    }

    private Refused disagreement(HunkHeader.Counts counts) {
        while (next < reply.count() && !startsFile(next) && !text(next).isEmpty() && !isSignature(next) && takeLine()) {
            takeMarkers();
        }
        if (oldLines != counts.oldLines()) {
            return new Refused(label() + " says " + counts.oldLines() + " old lines but has " + oldLines);
        }
        return new Refused(label() + " says " + counts.newLines() + " new lines but has " + newLines);
    }

    private String text(int index) {
        return carriageReturns ? reply.plain(index) : reply.line(index);
    }

    private String label() {
        return "hunk " + number + " of " + file;
    }
}
