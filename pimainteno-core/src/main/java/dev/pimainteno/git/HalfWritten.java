package dev.pimainteno.git;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What JGit has begun to write into a bare repository of this program's own, and never ended because its process was killed:
 * locks on references, objects and packs under names of their own, and packs without an index, which JGit would neither read
 * nor write again. It is nobody's as long as nobody writes there.
 */
final class HalfWritten {
    private static final Logger log = LoggerFactory.getLogger(HalfWritten.class);

    private final Path directory;

    /**
     * @param directory the Git directory
     */
    HalfWritten(Path directory) {
        this.directory = directory;
    }

    /** Deletes it. */
    void delete() throws IOException {
        delete(directory, "*.lock", file -> true);
        delete(
                directory.resolve("objects"),
                "{noz*.tmp,incoming_*.pack,incoming_*.idx,insert_*.pack,insert_*.idx}",
                file -> true);
        delete(directory.resolve("objects/pack"), "*.pack", HalfWritten::hasNoIndex);
        Files.walkFileTree(directory.resolve("refs"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".lock")) {
                    deleteFile(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean hasNoIndex(Path pack) {
        String name = String.valueOf(pack.getFileName());
        String index = name.substring(0, name.length() - ".pack".length()) + ".idx";
        return !Files.exists(pack.resolveSibling(index), LinkOption.NOFOLLOW_LINKS);
    }

    private static void delete(Path folder, String names, Predicate<Path> which) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
            for (Path file : files) {
                if (which.test(file)) {
                    deleteFile(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void deleteFile(Path file) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
            log.info("git: deleted {}, which was never written to its end", file);
        }
    }
}
