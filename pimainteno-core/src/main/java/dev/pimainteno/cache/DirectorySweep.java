package dev.pimainteno.cache;

import dev.pimainteno.cache.EntryWalk.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Deletes files of a cache's directory: those that need not be kept, or all. */
final class DirectorySweep {
    /** Until then, a temporary file may be that of a process which is writing it. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private DirectorySweep() {}

    /**
     * Deletes abandoned temporary files and, if the entries take more than {@code maxBytes}, those unused for longest
     * until a fifth of that is free.
     *
     * @return how many bytes the remaining entries take on the disk
     */
    static long of(Path directory, long maxBytes, Instant now) throws IOException {
        EntryWalk walk = EntryWalk.over(directory);
        deleteAbandoned(walk, now);
        long total = walk.entries().stream().mapToLong(Found::onDisk).sum();
        if (total <= maxBytes) {
            return total;
        }
        List<Found> oldestFirst = new ArrayList<>(walk.entries());
        oldestFirst.sort(Comparator.comparing(Found::lastUsed));
        long target = maxBytes - maxBytes / 5;
        for (Found entry : oldestFirst) {
            if (total <= target) {
                break;
            }
            Files.deleteIfExists(entry.file());
            total -= entry.onDisk();
        }
        return total;
    }

    /** Deletes abandoned temporary files and every entry. */
    static void all(Path directory, Instant now) throws IOException {
        EntryWalk walk = EntryWalk.over(directory);
        deleteAbandoned(walk, now);
        for (Found entry : walk.entries()) {
            Files.deleteIfExists(entry.file());
        }
    }

    private static void deleteAbandoned(EntryWalk walk, Instant now) throws IOException {
        for (Found temporary : walk.temporaries()) {
            if (temporary.lastUsed().toInstant().isBefore(now.minus(ABANDONED_AFTER))) {
                Files.deleteIfExists(temporary.file());
            }
        }
    }
}
