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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One walk over a cache's directory. It looks at nothing but files that a cache makes, where a cache makes them, so that
 * a directory named by mistake loses nothing. Files that vanish meanwhile have gone to another process.
 */
final class DirectorySweep extends SimpleFileVisitor<Path> {
    static final String ENTRY_SUFFIX = ".entry";
    static final String TEMPORARY_PREFIX = "put-";
    static final String TEMPORARY_SUFFIX = ".tmp";

    private static final Pattern[] DIRECTORIES = {Pattern.compile("[a-z0-9-]{1,64}"), Pattern.compile("[0-9a-f]{2}")};
    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}\\.entry");
    private static final Pattern TEMPORARY = Pattern.compile("put-\\d+\\.tmp");
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
    private static final long BLOCK = 4096;

    private record Entry(Path file, FileTime lastUsed, long size) {}

    private final Path directory;
    private final Instant abandonedBefore;
    private final List<Entry> entries = new ArrayList<>();

    private DirectorySweep(Path directory, Instant now) {
        this.directory = directory;
        this.abandonedBefore = now.minus(ABANDONED_AFTER);
    }

    /**
     * Deletes abandoned temporary files and, if the entries take more than {@code maxBytes}, those unused for longest
     * until a fifth of that is free.
     *
     * @return how many bytes the remaining entries take on the disk
     */
    static long of(Path directory, long maxBytes, Instant now) throws IOException {
        DirectorySweep sweep = new DirectorySweep(directory, now);
        Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), 3, sweep);
        return sweep.makeRoom(maxBytes);
    }

    /** Returns what a file of some length takes on the disk, in the usual blocks of 4 KiB. */
    static long onDisk(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
        int depth = depth(visited);
        boolean ours =
                depth == 0 || DIRECTORIES[depth - 1].matcher(name(visited)).matches();
        return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (depth(file) == 3 && attributes.isRegularFile()) {
            if (ENTRY.matcher(name(file)).matches()) {
                entries.add(new Entry(file, attributes.lastModifiedTime(), onDisk(attributes.size())));
            } else if (TEMPORARY.matcher(name(file)).matches()
                    && attributes.lastModifiedTime().toInstant().isBefore(abandonedBefore)) {
                Files.deleteIfExists(file);
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

    private long makeRoom(long maxBytes) throws IOException {
        long total = entries.stream().mapToLong(Entry::size).sum();
        if (total <= maxBytes) {
            return total;
        }
        entries.sort(Comparator.comparing(Entry::lastUsed));
        long target = maxBytes - maxBytes / 5;
        for (Entry entry : entries) {
            if (total <= target) {
                break;
            }
            Files.deleteIfExists(entry.file());
            total -= entry.size();
        }
        return total;
    }

    private int depth(Path path) {
        return path.equals(directory) ? 0 : path.getNameCount() - directory.getNameCount();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
