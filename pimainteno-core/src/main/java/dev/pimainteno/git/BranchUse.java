package dev.pimainteno.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** Tells whether somebody is at work on a branch elsewhere than at the head of the checkout, so that it must not move. */
final class BranchUse {
    private final Repository repository;
    private final String branch;

    BranchUse(Repository repository, String branch) {
        this.repository = repository;
        this.branch = branch;
    }

    /** Says why the branch must not move; nothing if it may. */
    Optional<String> obstacle() throws IOException {
        Path own = repository.getDirectory().toPath();
        Path common = repository.getCommonDirectory().toPath();
        Optional<String> here = underWay(own);
        if (here.isPresent()) {
            return here;
        }
        if (!own.equals(common)) {
            Optional<String> main = elsewhere(common, "the main work tree");
            if (main.isPresent()) {
                return main;
            }
        }
        Path worktrees = common.resolve("worktrees");
        if (!Files.isDirectory(worktrees, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> linked = Files.newDirectoryStream(worktrees)) {
            for (Path worktree : linked) {
                Optional<String> use = worktree.equals(own)
                        ? Optional.empty()
                        : elsewhere(worktree, "the linked work tree " + worktree.getFileName());
                if (use.isPresent()) {
                    return use;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> elsewhere(Path directory, String name) throws IOException {
        return names(directory.resolve(Constants.HEAD), "ref: " + Constants.R_HEADS + branch)
                ? Optional.of("the branch '" + branch + "' is checked out in " + name)
                : underWay(directory);
    }

    /** A rebase and a bisection detach the head, and move the branch, or go back to it, when they end. */
    private Optional<String> underWay(Path directory) throws IOException {
        for (String rebase : List.of("rebase-merge/head-name", "rebase-apply/head-name")) {
            if (names(directory.resolve(rebase), Constants.R_HEADS + branch)) {
                return Optional.of("the branch '" + branch + "' is being rebased");
            }
        }
        return names(directory.resolve("BISECT_START"), branch)
                ? Optional.of("the branch '" + branch + "' is being bisected")
                : Optional.empty();
    }

    private static boolean names(Path file, String line) throws IOException {
        return SmallFile.readIfPresent(file)
                .filter(text -> text.strip().equals(line))
                .isPresent();
    }
}
