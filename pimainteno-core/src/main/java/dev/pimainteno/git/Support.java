package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Tells kinds of repositories apart by their configuration, and refuses those that cannot be worked with. */
final class Support {
    private static final int NEWEST_FORMAT = 1;
    /** In lower case. The first ones are looked at one by one; the others change nothing for what is done here. */
    private static final Set<String> KNOWN = Set.of(
            "objectformat",
            "compatobjectformat",
            "refstorage",
            "partialclone",
            "worktreeconfig",
            "preciousobjects",
            "relativeworktrees",
            "noop",
            "noop-v1");

    private final Path root;
    private final RepositoryConfig config;

    Support(Path root, RepositoryConfig config) {
        this.root = root;
        this.config = config;
    }

    void require() {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            throw new GitException(Reason.UNSUPPORTED, root + " is " + problem.get(), null);
        }
    }

    private Optional<String> problem() {
        if (config.isSet("core", "bare")) {
            return Optional.of("a bare repository: name a checkout of it");
        }
        int format = config.number("core", "repositoryFormatVersion");
        if (format > NEWEST_FORMAT) {
            return Optional.of(
                    "a repository of format version " + format + ", which is not known here: use a copy made by"
                            + " an older Git, or a newer version of this program");
        }
        Optional<String> objects = config.value("extensions", "objectFormat").filter(name -> !isCalled(name, "sha1"));
        Optional<String> also = config.value("extensions", "compatObjectFormat");
        if (objects.isPresent() || also.isPresent()) {
            return Optional.of("a repository of the " + objects.or(() -> also).orElseThrow()
                    + " object format, which is not supported yet: name one with SHA-1");
        }
        Optional<String> refs = config.value("extensions", "refStorage").filter(name -> !isCalled(name, "files"));
        if (refs.isPresent()) {
            return Optional.of("a repository that keeps its branches as a " + refs.get()
                    + ", which is not supported yet: git refs migrate --ref-format=files");
        }
        Optional<String> promisor = config.promisor();
        if (promisor.isPresent()) {
            return Optional.of(partialClone(promisor.get()));
        }
        return config.names("extensions").stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .map(name -> "a repository with the extension '" + name
                        + "', which is not known here: use a clone without" + " it");
    }

    private static String partialClone(String remote) {
        return "a partial clone, which lacks objects that are only at '" + remote
                + "'; fetch them all: git fetch --refetch"
                + " --no-filter " + remote + "; then git config --unset remote." + remote
                + ".promisor; git config --unset"
                + " extensions.partialClone";
    }

    private static boolean isCalled(String value, String name) {
        return value.equalsIgnoreCase(name);
    }
}
