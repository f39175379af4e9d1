package dev.pimainteno.cache;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.CacheUsage.NamespaceUsage;
import dev.pimainteno.cache.EntryWalk.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each entry in a file of its own. A file gets its name only when it is complete, so that any number of processes
 * may share the directory and any of them may die at any moment. Nothing is forced to the disk: what a power failure
 * tears, its digest finds out.
 */
final class FileCache implements StoredCache {
    private static final Logger log = LoggerFactory.getLogger(FileCache.class);
    /** How old the mark of an entry's last use gets before a hit renews it: a hit writes at most once an hour. */
    private static final Duration MARK_AFTER = Duration.ofHours(1);

    private static final long UNKNOWN = -1;

    private final Path directory;
    private final long maxBytes;
    private final InstantSource clock;
    private long bytesHeld = UNKNOWN;
    private volatile boolean closed;

    private FileCache(Path directory, long maxBytes, InstantSource clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    static FileCache open(Path directory, long maxBytes, InstantSource clock) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be positive, not " + maxBytes);
        }
        Path absolute = directory.toAbsolutePath().normalize();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            String message = "Cannot open the cache in " + absolute + ": it is not a directory";
            throw new CacheException(Reason.UNAVAILABLE, message, null);
        }
        return new FileCache(absolute, maxBytes, clock);
    }

    @Override
    public Optional<byte[]> get(CacheKey key) {
        requireOpen();
        Path file = file(key);
        try {
            Optional<byte[]> value = EntryFormat.read(key, file);
            if (value.isPresent()) {
                markUsed(file);
            } else {
                forgetDamaged(file);
            }
            return value;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CacheException(Reason.UNAVAILABLE, "Cannot read the cache entry " + file + ": " + e, e);
        }
    }

    @Override
    public void put(CacheKey key, byte[] value) {
        requireOpen();
        if (value.length > maxBytes / 4) {
            // Declined, and then the value that was put here before is not the last one any more.
            remove(key);
            return;
        }
        Path file = file(key);
        try {
            long replaced = EntryWalk.onDisk(file.toFile().length());
            write(file, EntryFormat.encode(key, value));
            makeRoom(EntryWalk.onDisk(EntryFormat.HEADER_BYTES + (long) value.length) - replaced);
        } catch (IOException e) {
            throw new CacheException(Reason.UNAVAILABLE, "Cannot write the cache entry " + file + ": " + e, e);
        }
    }

    @Override
    public void remove(CacheKey key) {
        requireOpen();
        Path file = file(key);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CacheException(Reason.UNAVAILABLE, "Cannot remove the cache entry " + file + ": " + e, e);
        }
    }

    @Override
    public CacheUsage usage() {
        requireOpen();
        try {
            EntryWalk walk = EntryWalk.over(directory);
            Map<String, NamespaceUsage> namespaces = walk.entries().stream()
                    .collect(Collectors.toMap(
                            Found::namespace,
                            entry -> new NamespaceUsage(1, Math.max(0, entry.length() - EntryFormat.HEADER_BYTES)),
                            NamespaceUsage::plus));
            long onDisk = Stream.concat(walk.entries().stream(), walk.temporaries().stream())
                    .mapToLong(Found::onDisk)
                    .sum();
            return new CacheUsage("files", directory, namespaces, onDisk, maxBytes);
        } catch (IOException e) {
            throw new CacheException(
                    Reason.UNAVAILABLE, "Cannot count the cache entries in " + directory + ": " + e, e);
        }
    }

    @Override
    public void clear() {
        requireOpen();
        try {
            sweepAll();
        } catch (IOException e) {
            throw new CacheException(Reason.UNAVAILABLE, "Cannot clear the cache in " + directory + ": " + e, e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private Path file(CacheKey key) {
        String name = EntryFormat.fileName(key);
        return directory.resolve(key.namespace()).resolve(name.substring(0, 2)).resolve(name + EntryWalk.ENTRY_SUFFIX);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Path parent = requireNonNull(file.getParent());
        Files.createDirectories(parent);
        Path temporary = Files.createTempFile(parent, EntryWalk.TEMPORARY_PREFIX, EntryWalk.TEMPORARY_SUFFIX);
        try {
            Files.write(temporary, bytes);
            Files.setLastModifiedTime(temporary, FileTime.from(clock.instant()));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Counts what was written; walks the directory only at first and when the count says that it is full. */
    private synchronized void makeRoom(long added) throws IOException {
        if (bytesHeld == UNKNOWN || bytesHeld + added > maxBytes) {
            bytesHeld = DirectorySweep.of(directory, maxBytes, clock.instant());
        } else {
            bytesHeld += added;
        }
    }

    private synchronized void sweepAll() throws IOException {
        bytesHeld = UNKNOWN;
        DirectorySweep.all(directory, clock.instant());
    }

    private void markUsed(Path file) {
        try {
            Instant now = clock.instant();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(MARK_AFTER))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            // The value is at hand; the entry only looks as if it had not been used.
            log.debug("Cannot mark {} as used", file, e);
        }
    }

    private static void forgetDamaged(Path file) {
        try {
            Files.deleteIfExists(file);
            log.warn("Forgot a damaged cache entry: {}", file);
        } catch (IOException e) {
            log.warn("Cannot remove a damaged cache entry, which counts as none: {}", file, e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("cache is closed");
        }
    }
}
