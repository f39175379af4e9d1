package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.Arrays;
import java.util.Comparator;
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
        String after = target.after();
        if (before == null) {
            return create(target.path(), hunks);
        }
        TreeEntry entry = tree.entry(before).orElseThrow(() -> new Refused("there is no file " + before));
        byte[] content = read(entry);
        if (after == null) {
            return delete(before, content, hunks);
        }
        return change(target, entry.mode(), content, hunks);
    }

    private static FilePlan create(String path, List<Hunk> hunks) throws Refused {
        if (hunks.size() > 1) {
            throw new Refused("the new file " + path + " has " + hunks.size() + " hunks; a new file has one");
        }
        StringBuilder text = new StringBuilder();
        for (Hunk hunk : hunks) {
            List<HunkLine> lines = hunk.lines();
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
        byte[] content = text.toString().getBytes(ISO_8859_1);
        return new FilePlan(Optional.of(FileEdit.create(path, FileMode.REGULAR, content)), wholeFile(path, hunks, 0));
    }

    private static FilePlan delete(String path, byte[] content, List<Hunk> hunks) throws Refused {
        Lines lines = FileText.of(content).lines();
        if (hunks.isEmpty() && content.length == 0) {
            return new FilePlan(Optional.of(FileEdit.delete(path)), List.of());
        }
        if (hunks.size() != 1 || !hunks.get(0).removesOnly()) {
            throw new Refused(
                    "the deleted file " + path + " needs one hunk that removes all its " + lines.count() + " lines");
        }
        List<HunkLine> removed = hunks.get(0).lines();
        for (int i = 0; i < Math.max(removed.size(), lines.count()); i++) {
            boolean same = i < removed.size()
                    && i < lines.count()
                    && lines.plainEquals(i, removed.get(i).plain())
                    && !(removed.get(i).endsFile() && lines.isTerminated(i));
            if (!same) {
                throw new Refused("the deleted file " + path + " is not what the hunk removes: line " + (i + 1) + " is "
                        + (i < lines.count() ? Excerpt.of(lines.plain(i)) : "absent") + ", the hunk removes "
                        + (i < removed.size() ? Excerpt.of(removed.get(i).plain()) : "nothing"));
            }
        }
        return new FilePlan(Optional.of(FileEdit.delete(path)), wholeFile(path, hunks, 1));
    }

    private FilePlan change(Target target, FileMode mode, byte[] content, List<Hunk> hunks) throws Refused {
        String path = target.path();
        FileText file = FileText.of(content);
        List<PlacedHunk> placed = placer.place(path, file, hunks);
        String result = Splice.of(file, placed);
        AfterCheck.check(path, file, placed, result);
        boolean empty = file.lines().count() == 0;
        List<HunkPlacement> placements = placed.stream()
                .sorted(Comparator.comparingInt(hunk -> hunk.hunk().number()))
                .map(hunk -> hunk.toPlacement(path, empty))
                .toList();
        byte[] bytes = result.getBytes(ISO_8859_1);
        String before = String.valueOf(target.before());
        if (!target.isModification()) {
            return new FilePlan(Optional.of(FileEdit.move(before, path, mode, bytes)), placements);
        }
        boolean changed = !Arrays.equals(content, bytes);
        return new FilePlan(changed ? Optional.of(FileEdit.modify(path, mode, bytes)) : Optional.empty(), placements);
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
