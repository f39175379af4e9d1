package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Carries edits that were made for one tree over to what has become of it: lines that the edits change must stand there
 * unchanged, with an unchanged line on either side.
 */
final class CarriedOver {
    private final FileTree base;
    private final FileTree tree;
    private final SearchBudget budget = new SearchBudget();

    CarriedOver(FileTree base, FileTree tree) {
        this.base = base;
        this.tree = tree;
    }

    /** Returns the edits for the tree; nothing if it has all of them already. */
    Optional<Edits> of(Edits edits) throws Refused {
        List<FileEdit> carried = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (FileEdit edit : edits.files()) {
            try {
                of(edit).ifPresent(carried::add);
            } catch (Refused refused) {
                reasons.addAll(refused.reasons());
            }
        }
        if (!reasons.isEmpty()) {
            throw new Refused(reasons);
        }
        if (carried.isEmpty()) {
            return Optional.empty();
        }
        Edits all = new Edits(carried);
        try {
            all.applyTo(tree);
        } catch (IllegalArgumentException e) {
            throw new Refused("the edit does not fit the tree any more: " + e.getMessage());
        }
        return Optional.of(all);
    }

    private Optional<FileEdit> of(FileEdit edit) throws Refused {
        String before = edit.before().orElse("");
        if (before.isEmpty()) {
            return created(edit);
        }
        Optional<TreeEntry> now = tree.entry(before);
        if (edit.after().isEmpty()) {
            if (now.isPresent() && !isSame(before)) {
                throw new Refused(before + " has changed since the reply was written, which deletes it");
            }
            return now.map(entry -> edit);
        }
        if (now.isEmpty() || !now.get().mode().isFile()) {
            throw new Refused(before + " is gone since the reply was written, which edits it");
        }
        FileMode mode = mode(edit, before, now.get().mode());
        byte[] content = content(edit, before);
        if (!before.equals(edit.path())) {
            return Optional.of(FileEdit.move(before, edit.path(), mode, content));
        }
        boolean changed = mode != now.get().mode() || !Arrays.equals(content, tree.content(before));
        return changed ? Optional.of(FileEdit.modify(before, mode, content)) : Optional.empty();
    }

    private Optional<FileEdit> created(FileEdit edit) throws Refused {
        Optional<TreeEntry> now = tree.entry(edit.path());
        if (now.isEmpty()) {
            return Optional.of(edit);
        }
        if (now.get().mode() == edit.mode() && Arrays.equals(tree.content(edit.path()), edit.content())) {
            return Optional.empty();
        }
        throw new Refused("the new file " + edit.path() + " was made, with other content, since the reply was written");
    }

    private FileMode mode(FileEdit edit, String path, FileMode now) throws Refused {
        FileMode then = base.entry(path).map(TreeEntry::mode).orElse(now);
        if (edit.mode() == then || edit.mode() == now) {
            return now;
        }
        if (now == then) {
            return edit.mode();
        }
        throw new Refused("the mode of " + path + " has changed since the reply was written, which changes it too");
    }

    private byte[] content(FileEdit edit, String path) throws Refused {
        if (isSame(path)) {
            return edit.content();
        }
        String now = new String(tree.content(path), ISO_8859_1);
        if (now.indexOf('\0') >= 0) {
            throw new Refused(path + " holds a NUL byte: binary files are not edited");
        }
        try {
            String merged = LineMerge.merge(
                    new String(base.content(path), ISO_8859_1), new String(edit.content(), ISO_8859_1), now, budget);
            return merged.getBytes(ISO_8859_1);
        } catch (LineMerge.Overlap e) {
            throw new Refused(path + " has changed since the reply was written, and the reply changes the same lines or"
                    + " their neighbours, at line " + (e.line() + 1) + " of the file as it was");
        }
    }

    private boolean isSame(String path) {
        return base.entry(path).isPresent() && Arrays.equals(base.content(path), tree.content(path));
    }
}
