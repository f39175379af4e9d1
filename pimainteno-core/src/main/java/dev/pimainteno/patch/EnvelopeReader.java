package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of patch that agents use between {@code *** Begin Patch} and {@code *** End Patch}: operations on files,
 * with hunks that name no lines.
 */
final class EnvelopeReader {
    private static final Pattern OPERATION =
            Pattern.compile("\\*\\*\\* (Add File|Update File|Delete File|Move to): (.+)", Pattern.DOTALL);
    private static final String BEGIN = "*** Begin Patch";
    private static final String END = "*** End Patch";
    private static final String END_OF_FILE = "*** End of File";

    private final Lines reply;
    private final Fence fence;
    private final List<FilePatch> files = new ArrayList<>();
    private final List<Hunk> hunks = new ArrayList<>();
    private @Nullable FileHeader open;
    private int at;

    EnvelopeReader(Lines reply, Fence fence, int start) {
        this.reply = reply;
        this.fence = fence;
        this.at = start;
    }

    /** Whether a line belongs to the structure of an envelope. */
    static boolean isStructure(String line) {
        return line.startsWith("*** ")
                && (line.startsWith(BEGIN)
                        || line.startsWith(END)
                        || line.startsWith(END_OF_FILE)
                        || OPERATION.matcher(line.strip()).matches());
    }

    int next() {
        return at;
    }

    List<FilePatch> read() throws Refused {
        boolean begun = reply.plain(at).startsWith(BEGIN);
        while (at < reply.count()) {
            String line = reply.plain(at).stripTrailing();
            Matcher operation = OPERATION.matcher(line);
            if (line.equals(END)) {
                at++;
                close();
                return files;
            }
            if (operation.matches()) {
                operate(operation.group(1), HeaderName.parse(operation.group(2)));
            } else if (line.equals(BEGIN) || line.equals(END_OF_FILE) || line.isBlank()) {
                at++;
            } else if (open == null) {
                throw new Refused("line " + (at + 1) + " of the reply, " + Excerpt.of(line)
                        + ", stands in a patch and belongs to no file");
            } else {
                readHunk(open);
            }
        }
        if (begun) {
            throw new Refused("the reply breaks off between '" + BEGIN + "' and '" + END + "'");
        }
        close();
        return files;
    }

    private void operate(String operation, String path) throws Refused {
        FileHeader moved = open;
        if (operation.equals("Move to")) {
            if (moved == null || moved.oldName == null || !hunks.isEmpty()) {
                throw new Refused("'*** Move to: " + path + "' belongs below '*** Update File'");
            }
            moved.renamedFrom = moved.oldName;
            moved.renamedTo = path;
            moved.newName = path;
            at++;
            return;
        }
        close();
        FileHeader header = new FileHeader(at + 1);
        header.oldName = operation.equals("Add File") ? FileHeader.NOWHERE : path;
        header.newName = operation.equals("Delete File") ? FileHeader.NOWHERE : path;
        header.deletesWhole = operation.equals("Delete File");
        open = header;
        at++;
        if (operation.equals("Add File")) {
            readNewFile();
        }
    }

    private void readNewFile() throws Refused {
        List<HunkLine> lines = new ArrayList<>();
        while (at < reply.count() && !isStructure(reply.plain(at))) {
            String line = reply.line(at);
            if (!line.startsWith("+") && !line.isBlank()) {
                throw new Refused("the new file has a line that is not added: " + Excerpt.of(line));
            }
            lines.add(new HunkLine(HunkLine.Kind.ADDED, line.isEmpty() ? "" : line.substring(1), false));
            at++;
        }
        if (!lines.isEmpty()) {
            hunks.add(Hunk.of(1, HunkHint.NONE, lines));
        }
    }

    private void readHunk(FileHeader header) throws Refused {
        boolean headed = reply.line(at).startsWith("@@");
        if (headed && startsWithHeading(at + 1)) {
            at++; // one of several headings: the next one is nearer
            return;
        }
        int number = hunks.size() + 1;
        HunkReader reader = headed
                ? HunkReader.headed(reply, header.label(), number, fence, at)
                : HunkReader.headless(reply, header.label(), number, fence, at);
        hunks.add(reader.read());
        if (reader.next() == at) {
            throw new Refused(
                    "line " + (at + 1) + " of the reply, " + Excerpt.of(reply.plain(at)) + ", has no place in a patch");
        }
        at = reader.next();
    }

    private boolean startsWithHeading(int index) {
        return index < reply.count() && reply.line(index).startsWith("@@");
    }

    private void close() throws Refused {
        FileHeader header = open;
        if (header == null) {
            return;
        }
        boolean needsHunks = !header.deletesWhole && header.renamedTo == null && !header.createsFile();
        if (needsHunks && hunks.isEmpty()) {
            throw new Refused(header.label() + ": its header in line " + header.line + " of the reply has no hunk");
        }
        files.add(new FilePatch(header, hunks));
        hunks.clear();
        open = null;
    }
}
