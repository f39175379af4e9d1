package dev.pimainteno.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock on a repository's index that every Git honours, {@code index.lock}, in a form that tells whose it is: the file
 * says that it is this program's from the moment it is there, and its holder keeps the operating system's lock on it. After
 * a crash the one can be read and the other be had, so that the lock can be taken over; a stranger's never is.
 */
final class IndexLock implements AutoCloseable {
    private static final String MARK = "pimainteno\n";

    private final Path file;
    private final FileChannel channel;

    private IndexLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks an index.
     *
     * @param file the index's {@code index.lock}
     * @param staging a directory of this program's own on the same file system
     * @return nothing if another Git process has locked it
     */
    static Optional<IndexLock> acquire(Path file, Path staging) throws IOException {
        Path marked = staging.resolve("lock");
        FileChannel channel = FileChannel.open(
                marked, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            channel.write(ByteBuffer.wrap(MARK.getBytes(US_ASCII)));
            mine = isLocked(channel) && link(file, marked);
            return mine ? Optional.of(new IndexLock(file, channel)) : Optional.empty();
        } finally {
            if (!mine) {
                channel.close();
            }
        }
    }

    /**
     * Takes over the lock of this program whose holder has died.
     *
     * @return nothing if there is no lock, or if it is somebody else's or its holder is alive
     */
    static Optional<IndexLock> reclaim(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean mine = false;
        try {
            ByteBuffer start = ByteBuffer.allocate(MARK.length() + 1);
            channel.read(start, 0);
            String content = new String(start.array(), 0, start.position(), US_ASCII);
            mine = content.equals(MARK) && isLocked(channel);
            return mine ? Optional.of(new IndexLock(file, channel)) : Optional.empty();
        } finally {
            if (!mine) {
                channel.close();
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean link(Path file, Path marked) throws IOException {
        try {
            Files.createLink(file, marked);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw new IOException(
                    "The file system of " + file + " has no hard links, and the index can only be locked"
                            + " safely with one: use delivery = \"push\" and another checkout, or move the repository",
                    e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** Lets go of the index. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Twice.of(() -> Files.deleteIfExists(file));
        }
    }
}
