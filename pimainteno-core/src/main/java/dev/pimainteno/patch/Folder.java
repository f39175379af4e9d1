package dev.pimainteno.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A directory whose symbolic links are seen and never followed. Immutable; safe for many threads. */
final class Folder {
    private final Path root;

    private Folder(Path root) {
        this.root = root;
    }

    static Folder open(Path root) {
        try {
            Path real = root.toRealPath();
            if (!Files.isDirectory(real)) {
                throw FolderException.unreadable(root, new IOException("it is not a directory"));
            }
            return new Folder(real);
        } catch (IOException e) {
            throw FolderException.unreadable(root, e);
        }
    }

    Path root() {
        return root;
    }

    /** Whether a name is that of a {@code .git} directory on some file system; what is below is nobody's business. */
    static boolean isGitDirectory(String name) {
        return name.equalsIgnoreCase(".git");
    }

    /** Returns where a path of a tree is; nothing if no tree can hold it, or something that is no directory is above it. */
    Optional<Path> locate(String path) throws IOException {
        Path at = root;
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            Optional<Path> next = isName(parts[i]) ? Optional.of(at.resolve(parts[i])) : Optional.empty();
            boolean above = i < parts.length - 1;
            if (next.isEmpty() || (above && !isDirectory(next.get()))) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** Returns what a path is, a symbolic link for a symbolic link; nothing if nothing is there. */
    static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static boolean isDirectory(Path path) throws IOException {
        return attributes(path).filter(BasicFileAttributes::isDirectory).isPresent();
    }

    /** Returns a file's permissions; nothing where the file system has none. */
    static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return Optional.empty();
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(view.readAttributes().permissions());
        return Optional.of(permissions);
    }

    private static boolean isName(String part) {
        if (part.isEmpty() || part.equals(".") || part.equals("..") || isGitDirectory(part)) {
            return false;
        }
        try {
            return Path.of(part).getNameCount() == 1 && !Path.of(part).isAbsolute();
        } catch (InvalidPathException e) {
            return false; // a name that this file system cannot hold is in none of its folders
        }
    }
}
