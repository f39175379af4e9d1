package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a reply wants to change: unified and Git diffs, search and replace blocks, patch envelopes, with prose and
 * fences around them. A line that may belong to a diff and has no place in one ends the reading: a part that is passed over
 * would be a change half made.
 */
final class ReplyReader {
    private static final int MOST_HUNKS = 10_000;
    private static final int MOST_LOOKS = 20_000_000;
    private static final Pattern NAME = Pattern.compile("(?:---|\\+\\+\\+) (?:\"[^\"]+\"|[^\\s]+)(?:\\s.*)?");
    private static final Pattern BARE_NAME = Pattern.compile("(?:---|\\+\\+\\+) (?:\"[^\"]+\"|[^\\s]+)(?:\\t.*)?");
    private static final Pattern THINKING = Pattern.compile("<(think|thinking|reasoning)>.*", Pattern.DOTALL);
    private static final Pattern SUMMARY = Pattern.compile(
            "\\s*(\\d{1,6}) files? changed(?:, \\d+ insertions?\\(\\+\\))?(?:, \\d+ deletions?\\(-\\))?\\s*");
    private static final List<String> DECORATION = List.of("Index: ", "====", "index ", "diff -");
    private static final List<String> STARTS = List.of("diff --git ", "--- ", "+++ ", "@@ ");

    private final Lines reply;
    private final Fence fence = new Fence();
    private final Mentions mentions = new Mentions();
    private final List<FilePatch> files = new ArrayList<>();
    private final List<Hunk> hunks = new ArrayList<>();
    private @Nullable FileHeader open;
    private boolean fenceHasDiff;
    private int hunkCount;
    /** How many lines were looked at to find out whether a hunk starts: some again and again. */
    private long looks;
    /** How many files change as the reply's own summary says. */
    private int stated;

    private int at;

    private ReplyReader(Lines reply) {
        this.reply = reply;
    }

    /** Returns the files' parts in the order of the reply, at least one. */
    static List<FilePatch> read(Lines reply) throws Refused {
        ReplyReader reader = new ReplyReader(reply);
        while (reader.at < reply.count()) {
            reader.step(reply.plain(reader.at));
        }
        reader.close();
        reader.checkSummary();
        List<FilePatch> files = reader.files.isEmpty() ? WholeFileReader.read(reply) : reader.files;
        if (files.isEmpty()) {
            throw new Refused("the reply holds no diff: a diff has '--- a/file', '+++ b/file' and '@@' lines");
        }
        return files;
    }

    private void step(String line) throws Refused {
        if (line.startsWith("diff --git ")) {
            readGit(line.substring("diff --git ".length()));
        } else if (isNames(line)) {
            readNames(line, reply.plain(reply.afterBlanks(at + 1)));
        } else if (NAME.matcher(line).matches() && startsWith(reply.afterBlanks(at + 1), "@@")) {
            readName(line);
        } else if (BARE_NAME.matcher(line).matches()) {
            throw new Refused(where() + " is half of a file's header: '--- a/file' and '+++ b/file' belong together");
        } else if (line.startsWith("@@")) {
            readHunk(true);
        } else if (startsHeadlessHunk(line)) {
            readHunk(false);
        } else if (fence.takes(line)) {
            close();
            fenceHasDiff = false;
            mentions.add(line);
            at++;
        } else if (THINKING.matcher(line).matches()) {
            skipThinking(line);
        } else if (EnvelopeReader.isStructure(line)) {
            close();
            EnvelopeReader envelope = new EnvelopeReader(reply, fence, at);
            files.addAll(envelope.read());
            fenceHasDiff = true;
            at = envelope.next();
        } else if (BlockReader.isStart(line)) {
            readBlock();
        } else if (!readExtended(line)) {
            readProse(line);
        }
    }

    /** Whether a line and the next one name a file before and after, in whatever order. */
    private boolean isNames(String line) {
        if (line.startsWith("--- ")) {
            return startsWith(at + 1, "+++ ")
                    || (startsWith(reply.afterBlanks(at + 1), "+++ ")
                            && NAME.matcher(line).matches());
        }
        return line.startsWith("+++ ")
                && startsWith(at + 1, "--- ")
                && NAME.matcher(line).matches()
                && startsWith(at + 2, "@@");
    }

    private boolean startsWith(int index, String start) {
        return index < reply.count() && reply.startsWith(index, start);
    }

    private FileHeader start() throws Refused {
        close();
        fenceHasDiff = true;
        FileHeader header = new FileHeader(at + 1);
        open = header;
        return header;
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
        mentions.restart(header);
        hunks.clear();
        open = null;
    }

    private void readGit(String names) throws Refused {
        FileHeader header = start();
        header.gitPath = HeaderName.parseGit(names).orElse(null);
        header.isGit = true;
        at++;
    }

    private void readNames(String first, String second) throws Refused {
        FileHeader header = headerForNames();
        String minus = first.startsWith("---") ? first : second;
        String plus = first.startsWith("---") ? second : first;
        header.oldName = HeaderName.parse(minus.substring(4));
        header.newName = HeaderName.parse(plus.substring(4));
        at = reply.afterBlanks(at + 1) + 1;
    }

    /** Reads one half of a header whose other half is missing: it names the same file. */
    private void readName(String line) throws Refused {
        FileHeader header = headerForNames();
        String name = HeaderName.parse(line.substring(4));
        boolean before = line.startsWith("---");
        boolean comesOrGoes = name.equals(FileHeader.NOWHERE);
        header.oldName = before || !comesOrGoes ? name : header.gitPath;
        header.newName = !before || !comesOrGoes ? name : header.gitPath;
        at++;
    }

    private FileHeader headerForNames() throws Refused {
        FileHeader header = open;
        return header == null || header.hasNames() || !hunks.isEmpty() ? start() : header;
    }

    private void readHunk(boolean headed) throws Refused {
        FileHeader header = open;
        if (header == null) {
            header = start();
            header.mentions = mentions.paths();
        }
        if (++hunkCount > MOST_HUNKS) {
            throw new Refused("the reply has more than %,d hunks".formatted(MOST_HUNKS));
        }
        if (headed && startsWith(at + 1, "@@")) {
            HunkHeader first = HunkHeader.parse(reply.plain(at));
            HunkHeader second = HunkHeader.parse(reply.plain(at + 1));
            if (second.hint().line() == 0 && !second.hint().empty()) {
                readTwice(header, first, second);
                return;
            }
        }
        int number = hunks.size() + 1;
        HunkReader reader = headed
                ? HunkReader.headed(reply, header.label(), number, fence, at)
                : HunkReader.headless(reply, header.label(), number, fence, at);
        hunks.add(reader.read());
        at = reader.next();
    }

    /** Reads a hunk whose header goes over two lines: the second quotes the section that the numbers of the first are in. */
    private void readTwice(FileHeader header, HunkHeader first, HunkHeader second) throws Refused {
        HunkReader reader =
                HunkReader.under(first.quoting(second), reply, header.label(), hunks.size() + 1, fence, at + 1);
        hunks.add(reader.read());
        at = reader.next();
    }

    /** Whether a body starts at a line although no {@code @@} says so: below a file's names, or at the top of a diff's fence. */
    private boolean startsHeadlessHunk(String line) throws Refused {
        FileHeader header = open;
        boolean below = header != null && header.hasNames() && hunks.isEmpty();
        boolean atTop = header == null && fence.holdsDiff() && !fenceHasDiff;
        if (!below && !atTop) {
            return false;
        }
        BodyEnd bodyEnd = new BodyEnd(reply, fence);
        if (bodyEnd.isAt(at) || (atTop && (line.isEmpty() || "+- ".indexOf(line.charAt(0)) < 0))) {
            return false;
        }
        int end = bodyEnd.find(at);
        looks += end - at;
        if (looks > MOST_LOOKS) {
            throw new Refused(
                    "the reply has so many lines that may start a hunk that it cannot be read in reasonable time");
        }
        for (int i = at; i < end; i++) {
            if (startsWith(i, "+") || startsWith(i, "-")) {
                return true;
            }
        }
        return false;
    }

    private void readBlock() throws Refused {
        close();
        if (++hunkCount > MOST_HUNKS) {
            throw new Refused("the reply has more than %,d hunks".formatted(MOST_HUNKS));
        }
        BlockReader block = new BlockReader(reply, at, mentions);
        FilePatch patch = block.read();
        files.add(patch);
        mentions.restart(patch.header());
        fenceHasDiff = true;
        at = block.next();
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

    /** Refuses a reply with less files than its own summary, as tools write it above a diff, says. */
    private void checkSummary() throws Refused {
        long named =
                files.stream().map(file -> file.header().label()).distinct().count();
        if (!files.isEmpty() && named < stated) {
            throw new Refused(
                    "the reply breaks off: it says that " + stated + " files change, and has the diffs of " + named);
        }
    }

    private void readProse(String line) throws Refused {
        Matcher summary = SUMMARY.matcher(line);
        if (summary.matches()) {
            stated = Math.max(stated, Integer.parseInt(summary.group(1)));
        }
        boolean last = at == reply.count() - 1 && !reply.isTerminated(at);
        if (last && open != null && STARTS.stream().anyMatch(start -> start.startsWith(line))) {
            throw new Refused("the reply breaks off in its last line, " + Excerpt.of(line));
        }
        if (standsAboveHunk(line)) {
            at++;
            return;
        }
        if (!line.isBlank() && DECORATION.stream().noneMatch(line::startsWith)) {
            boolean prefixed = line.startsWith("+") || line.startsWith("-");
            int next = reply.afterBlanks(at + 1);
            boolean above = !prefixed
                    && (new BodyEnd(reply, fence).startsFile(next)
                            || (next < reply.count() && BlockReader.isStart(reply.line(next))));
            if (!above
                    && ((fence.holdsDiff() && (fenceHasDiff || prefixed))
                            || (fence.isOpen() && fenceHasDiff && prefixed))) {
                throw new Refused(where() + " stands in a diff and belongs to no hunk");
            }
            close();
        }
        mentions.add(line);
        at++;
    }

    /** Whether a line of text stands between the names of a file and the header of its first hunk. */
    private boolean standsAboveHunk(String line) {
        FileHeader header = open;
        return header != null
                && header.hasNames()
                && hunks.isEmpty()
                && !line.isBlank()
                && " +-".indexOf(line.charAt(0)) < 0
                && startsWith(reply.afterBlanks(at + 1), "@@ ");
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
