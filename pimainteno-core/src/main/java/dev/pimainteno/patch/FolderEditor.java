package dev.pimainteno.patch;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.TreePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes edits into a directory, all or none. Everything is checked first: nothing is written through a symbolic link,
 * into a {@code .git} directory or over a file that the edits do not know. New contents are written beside their files
 * and renamed into place; if that fails half-way, what was replaced is put back.
 *
 * <p>Permissions of edited files are kept; a directory that becomes empty stays. Nobody else may write to the directory
 * meanwhile, and a crash of the machine may leave some of the edits in place. Immutable; for one thread at a time.
 */
public final class FolderEditor {
    private final Folder folder;

    private FolderEditor(Folder folder) {
        this.folder = folder;
    }

    /**
     * Opens a directory.
     *
     * @param root an existing directory; if it is a symbolic link, the directory behind it
     * @throws FolderException if it cannot be read or is no directory
     */
    public static FolderEditor open(Path root) {
        return new FolderEditor(Folder.open(root));
    }

    /**
     * Writes the edits.
     *
     * @throws FolderException if they do not fit, or cannot be written; {@link FolderException#reason()} says what is left
     */
    public void write(Edits edits) {
        List<FolderStep> steps = new ArrayList<>();
        try {
            for (FileEdit file : edits.files()) {
                steps.add(check(file));
            }
        } catch (IOException e) {
            throw FolderException.unreadable(folder.root(), e);
        }
        FolderTransaction transaction = new FolderTransaction();
        try {
            for (FolderStep step : steps) {
                transaction.prepare(step);
            }
            for (FolderStep step : steps) {
                transaction.perform(step);
            }
        } catch (IOException e) {
            List<IOException> failures = transaction.undo();
            throw failures.isEmpty()
                    ? FolderException.notWritten(folder.root(), e)
                    : FolderException.notRestored(folder.root(), e, failures);
        }
        try {
            transaction.finish();
        } catch (IOException e) {
            throw FolderException.leftover(folder.root(), e);
        }
    }

    private FolderStep check(FileEdit edit) throws IOException {
        Optional<Path> before = Optional.empty();
        Optional<Path> after = Optional.empty();
        if (edit.before().isPresent()) {
            before = Optional.of(existingFile(edit.before().get()));
        }
        if (edit.after().isPresent()) {
            after = edit.after().equals(edit.before())
                    ? before
                    : Optional.of(freePlace(edit.after().get()));
        }
        return new FolderStep(before, after, edit);
    }

    private Path existingFile(String path) throws IOException {
        Path place = place(path);
        if (Folder.attributes(place).filter(BasicFileAttributes::isRegularFile).isEmpty()) {
            throw FolderException.conflict(folder.root(), "there is no file " + path);
        }
        return place;
    }

    private Path freePlace(String path) throws IOException {
        Path place = place(path);
        if (Folder.attributes(place).isPresent()) {
            throw FolderException.conflict(folder.root(), path + " exists already");
        }
        return place;
    }

    /** Returns where a path is, after a look at everything that exists above it. */
    private Path place(String path) throws IOException {
        TreePaths.requireSafe(path);
        Path place = folder.root().resolve(path);
        for (Path above = place.getParent(); above != null && !above.equals(folder.root()); above = above.getParent()) {
            if (Folder.attributes(above).filter(found -> !found.isDirectory()).isPresent()) {
                throw FolderException.conflict(
                        folder.root(),
                        path + " lies below " + folder.root().relativize(above) + ", which is no directory");
            }
        }
        return place;
    }
}
