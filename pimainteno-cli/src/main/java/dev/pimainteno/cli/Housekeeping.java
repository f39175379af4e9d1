package dev.pimainteno.cli;

import dev.pimainteno.config.StateSettings;
import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.jdbc.Retention;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes runs that are not to be kept any longer, with what was kept of them, and texts of runs that there are not. The
 * time of a file in the state directory says when that was done last.
 */
final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration INTERVAL = Duration.ofDays(1);

    private final JdbcStore store;
    private final Artifacts artifacts;
    private final StateSettings state;
    private final InstantSource clock;

    Housekeeping(JdbcStore store, Artifacts artifacts, StateSettings state, InstantSource clock) {
        this.store = store;
        this.artifacts = artifacts;
        this.state = state;
        this.clock = clock;
    }

    /** Does it if it was not done for a day. What does not work is logged, and tried again a day later. */
    void daily() {
        Instant now = clock.instant();
        try {
            Path mark = state.path().resolve("pruned");
            if (isRecent(mark, now)) {
                return;
            }
            touch(mark, now);
            prune(now);
        } catch (IOException e) {
            log.warn("Old runs cannot be removed now: {}", Failures.describe(e));
        } catch (PimaintenoException e) {
            log.warn("Old runs cannot be removed now: {}", e.getMessage());
        }
    }

    private void prune(Instant now) {
        Retention retention = new Retention(Duration.ofDays(state.keepDays()), state.keepRuns());
        List<RunId> removed = store.prune(retention, now);
        removed.forEach(artifacts::remove);
        List<RunId> orphans = artifacts.runs().stream()
                .filter(run -> store.history().find(run).isEmpty())
                .toList();
        orphans.forEach(artifacts::remove);
        if (removed.isEmpty() && orphans.isEmpty()) {
            return;
        }
        log.info("{} old runs were removed, and texts of {} runs that are not known", removed.size(), orphans.size());
    }

    /** A time that lies ahead is none: the clock was put back since. */
    private static boolean isRecent(Path mark, Instant now) throws IOException {
        try {
            Duration age = Duration.between(Files.getLastModifiedTime(mark).toInstant(), now);
            return !age.isNegative() && age.compareTo(INTERVAL) < 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void touch(Path mark, Instant now) throws IOException {
        if (Files.notExists(mark)) {
            Files.createFile(mark);
        }
        Files.setLastModifiedTime(mark, FileTime.from(now));
    }
}
