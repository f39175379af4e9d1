package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Config;

/**
 * Git's rule of {@code safe.directory}: a repository is worked with by its owner, unless the user's own configuration says
 * that it may be. What another user would find in it afterwards, this program's files, could not be written by its owner.
 */
final class Ownership {
    private final int user;
    private final Config config;

    private Ownership(int user, Config config) {
        this.user = user;
        this.config = config;
    }

    static Ownership ofProcess() throws IOException {
        return of(Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid ? uid : -1);
    }

    /**
     * @param user the number of the user that is at work
     */
    static Ownership of(int user) throws IOException {
        return new Ownership(user, RepositoryConfig.userConfig());
    }

    /** Requires that a repository may be worked with. */
    void require(GitDirectory directory) throws IOException {
        for (Path place : List.of(directory.workTree(), directory.own(), directory.common())) {
            int owner = owner(place);
            if (owner != user && !isDeclaredSafe(directory.workTree())) {
                throw new GitException(
                        Reason.NOT_PERMITTED,
                        place + " belongs to the user " + name(place)
                                + ", not to the one that this runs as: run as that"
                                + " user, or allow it: git config --global --add safe.directory "
                                + directory.workTree(),
                        null);
            }
        }
    }

    private boolean isDeclaredSafe(Path workTree) throws IOException {
        boolean safe = false;
        for (String value : config.getStringList("safe", null, "directory")) {
            if (value == null || value.isEmpty()) {
                safe = false; // As in Git, an empty value takes back what was before.
            } else {
                safe |= value.equals("*") || covers(value, workTree) || covers(value, workTree.toRealPath());
            }
        }
        return safe;
    }

    private static boolean covers(String value, Path path) {
        String place = path.toString();
        return value.endsWith("/*")
                ? place.startsWith(value.substring(0, value.length() - 1))
                : place.equals(
                        value.endsWith("/") && value.length() > 1 ? value.substring(0, value.length() - 1) : value);
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static String name(Path path) throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
    }
}
