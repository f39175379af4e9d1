package dev.pimainteno.sandbox;

import dev.pimainteno.process.ProcessWatch;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over what a command and all that it started use, for hosts and users that no kernel does it for. Looks a few times a
 * second, so that a bound may be overstepped by what happens in between. For one command.
 */
public final class ResourceWatch implements ProcessWatch {
    private static final Logger log = LoggerFactory.getLogger(ResourceWatch.class);

    /** Of what is free, the part that a command may take at most. */
    private static final double MOST_OF_FREE = 0.9;

    private final Bounds bounds;
    private final Scratch scratch;
    private final Function<ProcessHandle, Stream<Long>> members;
    private final FileStore disk;
    private final long freeAtFirst;
    private boolean fillsDisk;

    private ResourceWatch(
            Bounds bounds, Scratch scratch, Function<ProcessHandle, Stream<Long>> members, FileStore disk, long free) {
        this.bounds = bounds;
        this.scratch = scratch;
        this.members = members;
        this.disk = disk;
        this.freeAtFirst = free;
    }

    /**
     * Begins to watch.
     *
     * @param members returns the ids of all processes that belong to a command, by the process that was started
     */
    public static ResourceWatch begin(Bounds bounds, Scratch scratch, Function<ProcessHandle, Stream<Long>> members)
            throws IOException {
        FileStore disk = Files.getFileStore(scratch.workTree());
        return new ResourceWatch(bounds, scratch, members, disk, disk.getUsableSpace());
    }

    /** Returns a process and its descendants. */
    public static Stream<Long> descendants(ProcessHandle child) {
        return Stream.concat(Stream.of(child), child.descendants()).map(ProcessHandle::pid);
    }

    /** Takes away what must not stay: temporary files, and everything where it was the disk that was objected to. */
    public void tidyUp() throws IOException {
        if (fillsDisk) {
            scratch.discard();
        } else {
            scratch.clean();
        }
    }

    @Override
    public Optional<String> objection(ProcessHandle child) {
        List<ProcessUse> uses =
                members.apply(child).flatMap(pid -> ProcessUse.of(pid).stream()).toList();
        long tasks = uses.stream().mapToLong(ProcessUse::threads).sum();
        if (tasks > bounds.tasks()) {
            return Optional.of("had " + tasks + " processes and threads, more than " + bounds.tasks());
        }
        long memory = uses.stream().mapToLong(ProcessUse::bytes).sum();
        // What processes share is counted for each in the quick look.
        if (memory > bounds.memoryBytes()
                && uses.stream().mapToLong(ProcessUse::exactBytes).sum() > bounds.memoryBytes()) {
            return Optional.of("took more memory than " + ByteCount.of(bounds.memoryBytes()));
        }
        return objectionToFiles();
    }

    private Optional<String> objectionToFiles() {
        long most = Math.min(bounds.diskBytes(), (long) (freeAtFirst * MOST_OF_FREE));
        try {
            // Measuring files takes long, and others may have taken the room.
            if (freeAtFirst - disk.getUsableSpace() > most && isLargerThan(most)) {
                fillsDisk = true;
                return Optional.of("wrote more files than " + ByteCount.of(most));
            }
        } catch (IOException e) {
            log.warn("Cannot ask how much room is left for {}", scratch.workTree(), e);
        }
        return Optional.empty();
    }

    private boolean isLargerThan(long most) throws IOException {
        long[] sum = {0};
        for (Path place : List.of(scratch.workTree(), scratch.root())) {
            Files.walkFileTree(place, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.size();
                    return sum[0] > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE; // It has just gone, or is closed; the rest counts.
                }
            });
        }
        return sum[0] > most;
    }
}
