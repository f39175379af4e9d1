package dev.pimainteno.patch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Files that change together: prepared beside their places, then moved there, then final or taken back. For one thread. */
final class FolderTransaction {
    private final String suffix = "." + UUID.randomUUID() + ".tmp";
    /** The file with the new content, by the place that it shall go to. */
    private final Map<Path, Path> contents = new HashMap<>();

    private final List<Path> backups = new ArrayList<>();
    private final Deque<Undo> undos = new ArrayDeque<>();

    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }

    /** Writes the new content beside its place, with the permissions that it shall have. */
    void prepare(FolderStep step) throws IOException {
        if (step.after().isEmpty()) {
            return;
        }
        Path after = step.after().get();
        makeParents(after);
        Path content = beside(after, ".new");
        undos.push(() -> Files.deleteIfExists(content));
        Files.write(content, step.edit().content(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Optional<Set<PosixFilePermission>> permissions =
                Folder.permissions(step.before().orElse(content));
        if (permissions.isPresent()) {
            Files.setPosixFilePermissions(content, withExecutable(permissions.get(), step.isExecutable()));
        }
        contents.put(after, content);
    }

    /** Puts the new content in place; what was there stays beside it until the end. */
    void perform(FolderStep step) throws IOException {
        boolean inPlace = step.after().equals(step.before());
        if (step.before().isPresent()) {
            Path before = step.before().get();
            keep(before);
            if (!inPlace) {
                Files.delete(before);
            }
        }
        if (step.after().isPresent()) {
            Path after = step.after().get();
            Path content = requireNonNull(contents.get(after));
            if (inPlace) {
                replace(content, after);
            } else {
                Files.move(content, after); // fails if somebody has put a file there
                undos.push(() -> Files.delete(after));
            }
        }
    }

    /** Makes the edits final. */
    void finish() throws IOException {
        for (Path backup : backups) {
            Files.delete(backup);
        }
    }

    /** Takes everything back, the latest first, and returns what failed meanwhile. */
    List<IOException> undo() {
        List<IOException> failures = new ArrayList<>();
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        return failures;
    }

    private void keep(Path file) throws IOException {
        Path backup = beside(file, ".old");
        undos.push(() -> Files.deleteIfExists(backup));
        try {
            Files.createLink(backup, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            copy(file, backup, e);
        }
        backups.add(backup);
        undos.push(() -> replace(backup, file));
    }

    /** Copies a file where the file system has no links. */
    private static void copy(Path file, Path backup, Exception noLink) throws IOException {
        try {
            Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            e.addSuppressed(noLink);
            throw e;
        }
    }

    private void makeParents(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null || Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        makeParents(parent);
        Files.createDirectory(parent);
        undos.push(() -> Files.delete(parent));
    }

    private Path beside(Path file, String kind) {
        return file.resolveSibling(".pimainteno-" + contents.size() + "-" + backups.size() + kind + suffix);
    }

    private static void replace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Set<PosixFilePermission> withExecutable(Set<PosixFilePermission> permissions, boolean executable) {
        if (executable == permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
            return permissions;
        }
        set(permissions, PosixFilePermission.OWNER_EXECUTE, executable);
        set(
                permissions,
                PosixFilePermission.GROUP_EXECUTE,
                executable && permissions.contains(PosixFilePermission.GROUP_READ));
        set(
                permissions,
                PosixFilePermission.OTHERS_EXECUTE,
                executable && permissions.contains(PosixFilePermission.OTHERS_READ));
        return permissions;
    }

    private static void set(Set<PosixFilePermission> permissions, PosixFilePermission permission, boolean on) {
        if (on) {
            permissions.add(permission);
        } else {
            permissions.remove(permission);
        }
    }
}
