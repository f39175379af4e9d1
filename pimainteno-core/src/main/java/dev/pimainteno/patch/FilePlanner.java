package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns one file's part of a reply into the edit of that file. */
final class FilePlanner {
    private static final long MOST_BYTES = 16L << 20;

    private final FileTree tree;
    private final HunkPlacer placer;

    FilePlanner(FileTree tree, SearchBudget budget) {
        this.tree = tree;
        this.placer = new HunkPlacer(budget);
    }

    FilePlan plan(Target target, List<Hunk> hunks) throws Refused {
        String before = target.before();
        if (before == null) {
            return create(target, hunks);
        }
        TreeEntry entry = tree.entry(before).orElseThrow(() -> new Refused("there is no file " + before));
        byte[] content = read(entry);
        if (target.after() == null) {
            return delete(target, content, hunks);
        }
        return change(target, target.mode().orElse(entry.mode()), content, hunks);
    }

    private static FilePlan create(Target target, List<Hunk> hunks) throws Refused {
        String path = target.path();
        if (hunks.size() > 1) {
            throw new Refused("the new file " + path + " has " + hunks.size() + " hunks; a new file has one");
        }
        StringBuilder text = new StringBuilder();
        for (Hunk hunk : hunks) {
            if (hunk.ending() == Hunk.Ending.SHORT || hunk.ending() == Hunk.Ending.SHORT_BEFORE_TEXT) {
                throw new Refused("the reply breaks off in the new file " + path);
            }
            append(path, hunk, text);
        }
        byte[] content = text.toString().getBytes(ISO_8859_1);
        FileMode mode = target.mode().orElse(FileMode.REGULAR);
        return new FilePlan(Optional.of(FileEdit.create(path, mode, content)), wholeFile(path, hunks, 0));
    }

    private static void append(String path, Hunk hunk, StringBuilder text) throws Refused {
        List<HunkLine> lines = WholeFile.added(hunk);
        for (int i = 0; i < lines.size(); i++) {
            HunkLine line = lines.get(i);
            if (line.kind() != HunkLine.Kind.ADDED) {
                throw new Refused(
                        "the new file " + path + " has a line that is not added: " + Excerpt.of(line.plain()));
            }
            if (line.endsFile() && i < lines.size() - 1) {
                throw new Refused("the new file " + path + " goes on after '\\ No newline at end of file'");
            }
            text.append(line.text()).append(line.endsFile() ? "" : "\n");
        }
    }

    private FilePlan delete(Target target, byte[] content, List<Hunk> hunks) throws Refused {
        String path = target.path();
        FileText file = FileText.of(content);
        if (hunks.isEmpty() && (content.length == 0 || target.whole())) {
            return new FilePlan(Optional.of(FileEdit.delete(path)), List.of());
        }
        List<Hunk> removals = hunks.stream().map(WholeFile::removed).toList();
        if (removals.isEmpty() || !removals.stream().allMatch(Hunk::removesOnly)) {
            throw new Refused("the deleted file " + path + " needs one hunk that removes all its "
                    + file.lines().count() + " lines");
        }
        String left = Splice.of(file, placer.place(path, file, removals).apart());
        if (!left.isEmpty() && !left.equals(file.mark())) {
            throw new Refused("the deleted file " + path + " is not what the hunk removes: these lines would be left, "
                    + Excerpt.of(Lines.of(left).plain(0)) + " first");
        }
        return new FilePlan(Optional.of(FileEdit.delete(path)), wholeFile(path, hunks, 1));
    }

    private FilePlan change(Target target, FileMode mode, byte[] content, List<Hunk> written) throws Refused {
        String path = target.path();
        List<Hunk> hunks = LatinText.of(content, written);
        FileText file = FileText.of(content);
        if (target.whole()) {
            return replace(path, mode, content, WholeReplacement.of(path, file, hunks.get(0)), hunks);
        }
        PlacedHunks placed = placer.place(path, file, hunks);
        String result = Splice.of(file, placed.apart());
        AfterCheck.check(path, file, placed.apart(), result);
        boolean empty = file.lines().count() == 0;
        List<HunkPlacement> placements = placed.found().stream()
                .map(hunk -> hunk.toPlacement(path, empty))
                .toList();
        byte[] bytes = result.getBytes(ISO_8859_1);
        String before = String.valueOf(target.before());
        if (!target.isModification()) {
            return new FilePlan(Optional.of(FileEdit.move(before, path, mode, bytes)), placements);
        }
        boolean changed = !Arrays.equals(content, bytes)
                || target.mode().filter(other -> !other.equals(mode)).isPresent();
        return new FilePlan(changed ? Optional.of(FileEdit.modify(path, mode, bytes)) : Optional.empty(), placements);
    }

    private static FilePlan replace(String path, FileMode mode, byte[] content, String text, List<Hunk> hunks) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        boolean changed = !Arrays.equals(content, bytes);
        return new FilePlan(
                changed ? Optional.of(FileEdit.modify(path, mode, bytes)) : Optional.empty(),
                wholeFile(path, hunks, 1));
    }

    private byte[] read(TreeEntry entry) throws Refused {
        byte[] content = entry.size() > MOST_BYTES ? null : tree.content(entry.path());
        if (content == null || content.length > MOST_BYTES) {
            throw new Refused(entry.path()
                    + " has %,d bytes; files of at most %,d are edited".formatted(entry.size(), MOST_BYTES));
        }
        for (byte b : content) {
            if (b == 0) {
                throw new Refused(entry.path() + " holds a NUL byte: binary files are not edited");
            }
        }
        return content;
    }

    private static List<HunkPlacement> wholeFile(String path, List<Hunk> hunks, int line) {
        return hunks.stream()
                .map(hunk -> new HunkPlacement(path, hunk.number(), Strategy.WHOLE_FILE, line, 0))
                .toList();
    }
}
