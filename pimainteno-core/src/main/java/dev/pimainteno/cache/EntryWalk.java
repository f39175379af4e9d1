package dev.pimainteno.cache;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One walk over a cache's directory. It looks at nothing but files that a cache makes, where a cache makes them, so that
 * a directory named by mistake loses nothing. Files that vanish meanwhile have gone to another process.
 */
final class EntryWalk extends SimpleFileVisitor<Path> {
    static final String ENTRY_SUFFIX = ".entry";
    static final String TEMPORARY_PREFIX = "put-";
    static final String TEMPORARY_SUFFIX = ".tmp";

    private static final Pattern[] DIRECTORIES = {Pattern.compile("[a-z0-9-]{1,64}"), Pattern.compile("[0-9a-f]{2}")};
    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}\\.entry");
    private static final Pattern TEMPORARY = Pattern.compile("put-\\d+\\.tmp");
    private static final long BLOCK = 4096;

    /** A file that holds an entry, or will: a temporary file becomes one when it is complete. */
    record Found(Path file, String namespace, FileTime lastUsed, long length) {
        long onDisk() {
            return EntryWalk.onDisk(length);
        }
    }

    private final Path directory;
    private final List<Found> entries = new ArrayList<>();
    private final List<Found> temporaries = new ArrayList<>();

    private EntryWalk(Path directory) {
        this.directory = directory;
    }

    /** Walks over a directory, existing or not. */
    static EntryWalk over(Path directory) throws IOException {
        EntryWalk walk = new EntryWalk(directory);
        Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), 3, walk);
        return walk;
    }

    /** Returns what a file of some length takes on the disk, in the usual blocks of 4 KiB. */
    static long onDisk(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    List<Found> entries() {
        return entries;
    }

    List<Found> temporaries() {
        return temporaries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
        int depth = depth(visited);
        boolean ours =
                depth == 0 || DIRECTORIES[depth - 1].matcher(name(visited)).matches();
        return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (depth(file) == 3 && attributes.isRegularFile()) {
            String namespace = String.valueOf(file.getName(directory.getNameCount()));
            Found found = new Found(file, namespace, attributes.lastModifiedTime(), attributes.size());
            if (ENTRY.matcher(name(file)).matches()) {
                entries.add(found);
            } else if (TEMPORARY.matcher(name(file)).matches()) {
                temporaries.add(found);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private int depth(Path path) {
        return path.equals(directory) ? 0 : path.getNameCount() - directory.getNameCount();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
