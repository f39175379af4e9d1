package dev.pimainteno.cli.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What a directory is to Git, as far as a few files in it tell. */
enum Place {
    /** The root of a checkout with a repository of its own. */
    CHECKOUT(""),
    /** The root of a further work tree of a repository. */
    LINKED_WORK_TREE("a linked work tree of a repository"),
    /** The root of a repository inside another one's checkout. */
    SUBMODULE("a submodule of another repository"),
    /** A repository without a checkout. */
    BARE("a bare repository: name a checkout of it"),
    /** Nothing of Git's. */
    ELSEWHERE("");

    private static final int LONGEST_LINK = 8192;

    private final String description;

    Place(String description) {
        this.description = description;
    }

    /** Returns what it is, in words, for what is not a usual checkout. */
    String description() {
        return description;
    }

    static Place of(Path directory) {
        Path git = directory.resolve(".git");
        if (Files.isRegularFile(git, LinkOption.NOFOLLOW_LINKS)) {
            return ofLink(git);
        }
        if (Files.isRegularFile(git.resolve("HEAD"))) {
            return CHECKOUT;
        }
        boolean bare = Files.isRegularFile(directory.resolve("HEAD"))
                && Files.isDirectory(directory.resolve("objects"))
                && Files.isDirectory(directory.resolve("refs"));
        return bare ? BARE : ELSEWHERE;
    }

    /** A file in the place of the directory says where that is, and from there follows what for. */
    private static Place ofLink(Path file) {
        try {
            String link = Files.size(file) > LONGEST_LINK
                    ? ""
                    : Files.readString(file).strip();
            if (!link.startsWith("gitdir:")) {
                return ELSEWHERE;
            }
            if (link.contains("/worktrees/")) {
                return LINKED_WORK_TREE;
            }
            return link.contains("/modules/") ? SUBMODULE : CHECKOUT;
        } catch (IOException e) {
            return ELSEWHERE; // Not readable or not text: nothing that could be maintained.
        }
    }
}
