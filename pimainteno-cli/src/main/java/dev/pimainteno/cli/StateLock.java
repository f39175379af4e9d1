package dev.pimainteno.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a state directory for this process. The operating system lets go of the lock when the process ends, however it
 * ends; the file {@code lock} stays.
 */
final class StateLock implements AutoCloseable {
    private static final String FILE_NAME = "lock";

    private final Path file;
    private final FileChannel channel;

    private StateLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes the directory if need be, for this user only, and locks it.
     *
     * @throws StateDirectoryException if that cannot be done
     */
    static StateLock acquire(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, privately(directory));
            }
            return lock(directory, directory.resolve(FILE_NAME));
        } catch (IOException e) {
            throw StateDirectoryException.unusable(directory, e);
        }
    }

    private static StateLock lock(Path directory, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            mine = tryLock(channel) != null;
            if (!mine) {
                throw StateDirectoryException.inUse(directory, holder(channel));
            }
            channel.truncate(0);
            String pid = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return new StateLock(file, channel);
        } catch (IOException e) {
            mine = false;
            throw e;
        } finally {
            if (!mine) {
                channel.close();
            }
        }
    }

    /** Returns null if another process, or another part of this one, has the lock. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return pid.matches("[0-9]+") ? "process " + pid : "its process has not said which it is";
    }

    private static FileAttribute<?>[] privately(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot let go of the state directory", e);
        }
    }
}
