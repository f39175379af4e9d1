package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * Where a checkout's Git directory is. A {@code .git} that is a file leads elsewhere; it is believed if what it leads to
 * belongs to the checkout by its own account, so that no repository can lead into somebody else's. Immutable.
 *
 * @param workTree the checkout's root
 * @param own the directory of {@code HEAD} and the index
 * @param common the directory of objects and branches; {@code own} but in linked work trees
 */
record GitDirectory(Path workTree, Path own, Path common) {
    private static final String GITDIR = "gitdir: ";
    /** What JGit opens by its name: a link would lead elsewhere, and a pipe would be waited on for ever. */
    private static final List<String> FILES =
            List.of("HEAD", "config", "config.worktree", "index", "packed-refs", "shallow", "commondir", "gitdir");

    private static final List<String> DIRECTORIES =
            List.of("objects", "objects/info", "objects/pack", "refs", "refs/heads", "logs", "info", "worktrees");

    /**
     * Finds the Git directory of a checkout.
     *
     * @param workTree absolute; has a {@code .git}
     * @throws GitException if that does not lead to a directory of this checkout's
     */
    static GitDirectory of(Path workTree) throws IOException {
        Path dotGit = workTree.resolve(Constants.DOT_GIT);
        if (Files.isSymbolicLink(dotGit)) {
            throw unsupported(
                    dotGit + " is a symbolic link, which is not followed: name the checkout that it belongs to, or let"
                            + " a new one be made (git worktree add)");
        }
        GitDirectory found = Files.isDirectory(dotGit) ? inside(workTree, dotGit) : elsewhere(workTree, dotGit);
        found.requirePlain();
        return found;
    }

    /** Whether the checkout is one of several of its repository. */
    boolean isLinked() {
        return !own.equals(common);
    }

    private static GitDirectory inside(Path workTree, Path dotGit) {
        if (Files.exists(dotGit.resolve("commondir"), LinkOption.NOFOLLOW_LINKS)) {
            throw unsupported(
                    dotGit + " leads to another repository by a file 'commondir', as only the Git directory of"
                            + " a linked work tree should: remove that file");
        }
        return new GitDirectory(workTree, dotGit, dotGit);
    }

    private static GitDirectory elsewhere(Path workTree, Path dotGit) throws IOException {
        String line = SmallFile.read(dotGit).strip();
        if (!line.startsWith(GITDIR)) {
            throw new GitException(
                    Reason.NOT_A_REPOSITORY, workTree + " holds no working Git repository: .git is no directory", null);
        }
        Path own = resolve(workTree, line.substring(GITDIR.length()));
        if (!Files.isDirectory(own)) {
            throw new GitException(
                    Reason.NOT_A_REPOSITORY, dotGit + " leads to " + own + ", where there is no Git directory", null);
        }
        Optional<String> commonDir = SmallFile.readIfPresent(own.resolve("commondir"));
        if (commonDir.isEmpty()) {
            return new GitDirectory(workTree, own, own);
        }
        Path common = resolve(own, commonDir.get().strip());
        Optional<String> back = SmallFile.readIfPresent(own.resolve("gitdir"));
        if (back.isEmpty() || !isSame(resolve(own, back.get().strip()), dotGit)) {
            throw unsupported(dotGit + " leads to " + own + ", which does not lead back: git worktree repair");
        }
        return new GitDirectory(workTree, own, common);
    }

    /**
     * Requires that the configuration agrees that this is where the work tree is.
     *
     * @param configured {@code core.worktree}
     */
    void requireWorkTree(Optional<String> configured) throws IOException {
        Path dotGit = workTree.resolve(Constants.DOT_GIT);
        if (configured.isPresent() && !isSame(resolve(own, configured.get()), workTree)) {
            throw unsupported(own + " has its files elsewhere (core.worktree = " + configured.get()
                    + "): name that directory, or take the setting away");
        }
        if (configured.isEmpty() && !isLinked() && !own.equals(dotGit)) {
            throw unsupported(dotGit + " leads to " + own + ", which does not lead back: git --git-dir=" + own
                    + " config core.worktree " + workTree);
        }
    }

    private void requirePlain() {
        for (Path directory : isLinked() ? List.of(own, common) : List.of(own)) {
            for (String name : FILES) {
                Path file = directory.resolve(name);
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw unsupported(file + " is not a regular file, and links are not followed there: replace it");
                }
            }
            for (String name : DIRECTORIES) {
                Path child = directory.resolve(name);
                if (Files.exists(child, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    throw unsupported(child + " is not a directory, and links are not followed there: replace it");
                }
            }
        }
    }

    private static Path resolve(Path base, String path) {
        try {
            return base.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new GitException(Reason.NOT_A_REPOSITORY, base + " names a Git directory that cannot be", e);
        }
    }

    private static boolean isSame(Path left, Path right) throws IOException {
        return Files.exists(left) && Files.exists(right) && left.toRealPath().equals(right.toRealPath());
    }

    private static GitException unsupported(String message) {
        return new GitException(Reason.UNSUPPORTED, message, null);
    }
}
