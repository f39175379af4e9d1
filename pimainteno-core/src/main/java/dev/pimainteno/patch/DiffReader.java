package dev.pimainteno.patch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads unified and Git diffs out of a reply, with prose and fences around them. A line that may belong to a diff and
 * has no place in one ends the reading: a part that is passed over would be a change half made.
 */
final class DiffReader {
    private static final int MOST_HUNKS = 10_000;
    private static final Pattern NAME = Pattern.compile("(?:---|\\+\\+\\+) (?:\"[^\"]+\"|[^\\s]+)(?:\\t.*)?");
    private static final Pattern THINKING = Pattern.compile("<(think|thinking|reasoning)>.*", Pattern.DOTALL);
    private static final List<String> DECORATION = List.of("Index: ", "====", "index ", "diff -");
    private static final List<String> STARTS = List.of("diff --git ", "--- ", "+++ ", "@@ ");

    private final Lines reply;
    private final Fence fence = new Fence();
    private final List<FilePatch> files = new ArrayList<>();
    private final List<Hunk> hunks = new ArrayList<>();
    private @Nullable FileHeader open;
    private boolean fenceHasDiff;
    private int hunkCount;
    private int at;

    private DiffReader(Lines reply) {
        this.reply = reply;
    }

    /** Returns the files' parts in the order of the reply, at least one. */
    static List<FilePatch> read(Lines reply) throws Refused {
        DiffReader reader = new DiffReader(reply);
        while (reader.at < reply.count()) {
            reader.step(reply.plain(reader.at));
        }
        reader.close();
        if (reader.files.isEmpty()) {
            throw new Refused("the reply holds no diff: a diff has '--- a/file', '+++ b/file' and '@@' lines");
        }
        return reader.files;
    }

    private void step(String line) throws Refused {
        if (line.startsWith("diff --git ")) {
            start().gitPath =
                    HeaderName.parseGit(line.substring("diff --git ".length())).orElse(null);
            openHeader().isGit = true;
            at++;
        } else if (line.startsWith("--- ")
                && at + 1 < reply.count()
                && reply.line(at + 1).startsWith("+++ ")) {
            readNames(line, reply.plain(at + 1));
        } else if (NAME.matcher(line).matches()) {
            throw new Refused(where() + " is half of a file's header: '--- a/file' and '+++ b/file' belong together");
        } else if (line.startsWith("@@")) {
            readHunk();
        } else if (fence.takes(line)) {
            close();
            fenceHasDiff = false;
            at++;
        } else if (THINKING.matcher(line).matches()) {
            skipThinking(line);
        } else if (!readExtended(line)) {
            readProse(line);
        }
    }

    private FileHeader start() throws Refused {
        close();
        fenceHasDiff = true;
        FileHeader header = new FileHeader(at + 1);
        open = header;
        return header;
    }

    private FileHeader openHeader() {
        return requireNonNull(open);
    }

    private void close() throws Refused {
        FileHeader header = open;
        if (header == null) {
            return;
        }
        boolean complete = !hunks.isEmpty()
                || (header.renamedFrom != null && header.renamedTo != null)
                || header.newFileMode != null
                || header.deletedFileMode != null
                || header.modeAfter != null;
        if (!complete || (hunks.isEmpty() && header.hasNames())) {
            throw new Refused(header.label() + ": its header in line " + header.line + " of the reply has no hunk");
        }
        files.add(new FilePatch(header, hunks));
        hunks.clear();
        open = null;
    }

    private void readNames(String minus, String plus) throws Refused {
        FileHeader header = open;
        if (header == null || header.hasNames() || !hunks.isEmpty()) {
            header = start();
        }
        header.oldName = HeaderName.parse(minus.substring(4));
        header.newName = HeaderName.parse(plus.substring(4));
        at += 2;
    }

    private void readHunk() throws Refused {
        FileHeader header = open;
        if (header == null || (!header.hasNames() && header.gitPath == null)) {
            throw new Refused(where() + " starts a hunk, and no '--- a/file' and '+++ b/file' say of which file");
        }
        if (++hunkCount > MOST_HUNKS) {
            throw new Refused("the reply has more than %,d hunks".formatted(MOST_HUNKS));
        }
        HunkReader reader = new HunkReader(reply, header.label(), hunks.size() + 1, at);
        hunks.add(reader.read(fence));
        at = reader.next();
    }

    /** Reads a line that only stands between {@code diff --git} and the names. */
    private boolean readExtended(String line) throws Refused {
        if (line.startsWith("GIT binary patch") || (line.startsWith("Binary files ") && line.endsWith(" differ"))) {
            throw new Refused(where() + " is a binary patch, which is not applied");
        }
        FileHeader header = open;
        if (header == null || !header.isGit || header.hasNames() || !hunks.isEmpty()) {
            return false;
        }
        if (line.startsWith("new file mode ")) {
            header.newFileMode = rest(line, "new file mode ");
        } else if (line.startsWith("deleted file mode ")) {
            header.deletedFileMode = rest(line, "deleted file mode ");
        } else if (line.startsWith("old mode ")) {
            header.modeBefore = rest(line, "old mode ");
        } else if (line.startsWith("new mode ")) {
            header.modeAfter = rest(line, "new mode ");
        } else if (line.startsWith("rename from ")) {
            header.renamedFrom = HeaderName.parse(rest(line, "rename from "));
        } else if (line.startsWith("rename to ")) {
            header.renamedTo = HeaderName.parse(rest(line, "rename to "));
        } else if (line.startsWith("copy from ") || line.startsWith("copy to ")) {
            throw new Refused(where() + " copies a file, which is not supported: give the new file whole");
        } else if (!line.startsWith("index ")
                && !line.startsWith("similarity ")
                && !line.startsWith("dissimilarity ")) {
            return false;
        }
        at++;
        return true;
    }

    private void readProse(String line) throws Refused {
        boolean last = at == reply.count() - 1 && !reply.isTerminated(at);
        if (last && open != null && STARTS.stream().anyMatch(start -> start.startsWith(line))) {
            throw new Refused("the reply breaks off in its last line, " + Excerpt.of(line));
        }
        if (!line.isBlank() && DECORATION.stream().noneMatch(line::startsWith)) {
            boolean prefixed = line.startsWith("+") || line.startsWith("-");
            if (fence.holdsDiff() || (fence.isOpen() && fenceHasDiff && prefixed)) {
                throw new Refused(where() + " stands in a diff and belongs to no hunk");
            }
            close();
        }
        at++;
    }

    private void skipThinking(String line) throws Refused {
        close();
        String tag = line.substring(1, line.indexOf('>'));
        for (int i = at; i < reply.count(); i++) {
            if (reply.line(i).contains("</" + tag + ">")) {
                at = i + 1;
                return;
            }
        }
        throw new Refused("the reply breaks off between <" + tag + "> and </" + tag + ">");
    }

    private String where() {
        return "line " + (at + 1) + " of the reply, " + Excerpt.of(reply.plain(at)) + ",";
    }

    private static String rest(String line, String start) {
        return line.substring(start.length()).strip();
    }
}
