package dev.pimainteno.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * The directory for everything that must survive a restart: that it can be written or made, that it is nobody else's, and
 * that there is room.
 *
 * @param directory absolute
 * @param cacheBytes what the cache may take of it
 */
public record StateDirectoryCheck(Path directory, long cacheBytes) implements Check {
    private static final long MEBI = 1L << 20;
    /** What Git's objects, watermarks and a call need, with the cache full. */
    private static final long WORKING_ROOM = 256 * MEBI;

    private static final long LEAST = 64 * MEBI;

    @Override
    public String name() {
        return "state directory";
    }

    @Override
    public Diagnosis examine() {
        Path existing = nearestExisting(directory);
        try {
            if (!Files.isDirectory(existing)) {
                return Diagnosis.failure(existing + " is no directory", "move it away, or set another path in [state]");
            }
            if (!Files.isWritable(existing) || !Files.isExecutable(existing)) {
                return Diagnosis.failure(
                        existing.equals(directory)
                                ? directory + " is not writable for this user"
                                : directory + " does not exist, and " + existing + " is not writable for this user",
                        "make it for this user, or set another path in [state]");
            }
            if (existing.equals(directory) && isOpenToOthers()) {
                return Diagnosis.warning(
                        directory + " can be written by other users, who could change what is remembered",
                        "chmod go-w " + directory);
            }
            return room(Files.getFileStore(existing).getUsableSpace(), existing.equals(directory));
        } catch (IOException e) {
            return Diagnosis.failure(directory + " cannot be looked at: " + e, "set another path in [state]");
        }
    }

    Diagnosis room(long free, boolean exists) {
        String found = directory + (exists ? "" : " (not made yet)") + ", " + free / MEBI + " MiB free";
        if (free < LEAST) {
            return Diagnosis.failure(found + ": too little to work with", "make room, or set another path in [state]");
        }
        return free < cacheBytes + WORKING_ROOM
                ? Diagnosis.warning(
                        found + ": the cache may take " + cacheBytes / MEBI + " MiB of it",
                        "make room, or set a smaller max_size in [cache]")
                : Diagnosis.ok(found);
    }

    private boolean isOpenToOthers() throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    static Path nearestExisting(Path directory) {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }
}
