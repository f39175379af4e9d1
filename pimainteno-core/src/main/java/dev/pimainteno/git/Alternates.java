package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository borrows objects. Such places are followed, because without them it cannot be read, but only to those of
 * the same owner: a repository must not lead this program to what its owner could not read.
 */
final class Alternates {
    private static final int MOST = 16;

    private final Path workTree;
    private final @Nullable Object owner;
    private final Set<Path> seen = new HashSet<>();

    private Alternates(Path workTree, @Nullable Object owner) {
        this.workTree = workTree;
        this.owner = owner;
    }

    /**
     * @throws GitException if a repository borrows where it should not
     */
    static void require(GitDirectory directory) throws IOException {
        Path objects = directory.common().resolve("objects");
        if (Files.isDirectory(objects)) {
            new Alternates(directory.workTree(), owner(objects)).follow(objects);
        }
    }

    /** Returns a directory of objects of this program's own, and those that it borrows from, directly or not, whosever they are. */
    static List<Path> chain(Path objects) throws IOException {
        Alternates alternates = new Alternates(objects, null);
        alternates.seen.add(objects);
        alternates.follow(objects);
        return List.copyOf(alternates.seen);
    }

    private void follow(Path objects) throws IOException {
        Optional<String> text = SmallFile.readIfPresent(objects.resolve("info/alternates"));
        for (String line : text.orElse("").lines().toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Path borrowed = resolve(objects, line);
            if (!seen.add(borrowed)) {
                continue;
            }
            if (seen.size() > MOST) {
                throw refused("borrows objects from over " + MOST + " places");
            }
            if (Files.isDirectory(borrowed)) {
                if (owner != null && !owner(borrowed).equals(owner)) {
                    throw refused("borrows objects from " + borrowed + ", which belongs to another user");
                }
                follow(borrowed);
            }
        }
    }

    private Path resolve(Path objects, String line) {
        try {
            return objects.resolve(line).normalize();
        } catch (InvalidPathException e) {
            throw refused("borrows objects from a place that cannot be");
        }
    }

    private GitException refused(String what) {
        return new GitException(
                Reason.UNSUPPORTED,
                workTree + " " + what + ": let it have its own (git repack -a -d, then remove objects/info/alternates)",
                null);
    }

    private static Object owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
