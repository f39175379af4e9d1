package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory. Symbolic links are listed and never followed; {@code .git} directories, at any depth, are
 * not there. The list of entries is read once, when it is first asked for; contents are read each time, so nobody else
 * may write to the directory meanwhile. Safe for many threads.
 */
public final class FolderTree implements FileTree {
    private final Folder folder;
    private @Nullable List<TreeEntry> entries;

    private FolderTree(Folder folder) {
        this.folder = folder;
    }

    /**
     * Opens a directory.
     *
     * @param root an existing directory; if it is a symbolic link, the directory behind it
     * @throws FolderException if it cannot be read or is no directory
     */
    public static FolderTree open(Path root) {
        return new FolderTree(Folder.open(root));
    }

    /**
     * {@inheritDoc}
     *
     * @throws FolderException if a directory cannot be read
     */
    @Override
    public synchronized List<TreeEntry> entries() {
        List<TreeEntry> known = entries;
        if (known == null) {
            known = walk();
            entries = known;
        }
        return known;
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        try {
            Optional<Path> place = folder.locate(path);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            Optional<BasicFileAttributes> attributes = Folder.attributes(place.get());
            return attributes.isEmpty() ? Optional.empty() : toEntry(path, place.get(), attributes.get());
        } catch (IOException e) {
            throw FolderException.unreadable(folder.root().resolve(path), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws FolderException if the file cannot be read
     */
    @Override
    public byte[] content(String path) {
        TreeEntry entry = entry(path).orElseThrow(() -> new IllegalArgumentException("no file at '" + path + "'"));
        Path place = folder.root().resolve(path);
        try {
            if (entry.mode() == FileMode.SYMLINK) {
                return Files.readSymbolicLink(place).toString().getBytes(UTF_8);
            }
            try (InputStream stream = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
                return stream.readAllBytes();
            }
        } catch (IOException e) {
            throw FolderException.unreadable(place, e);
        }
    }

    private List<TreeEntry> walk() {
        List<TreeEntry> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder.root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean git = !directory.equals(folder.root())
                            && Folder.isGitDirectory(String.valueOf(directory.getFileName()));
                    return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!Folder.isGitDirectory(String.valueOf(file.getFileName()))) {
                        toEntry(relative(file), file, attributes).ifPresent(found::add);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw FolderException.unreadable(folder.root(), e);
        }
        found.sort(Comparator.comparing(TreeEntry::path));
        return List.copyOf(found);
    }

    private String relative(Path file) {
        return StreamSupport.stream(folder.root().relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    private static Optional<TreeEntry> toEntry(String path, Path file, BasicFileAttributes attributes)
            throws IOException {
        if (attributes.isSymbolicLink()) {
            return Optional.of(new TreeEntry(path, FileMode.SYMLINK, 0));
        }
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        boolean executable = Folder.permissions(file)
                .filter(permissions -> permissions.contains(PosixFilePermission.OWNER_EXECUTE))
                .isPresent();
        return Optional.of(new TreeEntry(path, executable ? FileMode.EXECUTABLE : FileMode.REGULAR, attributes.size()));
    }
}
