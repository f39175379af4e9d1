package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Where a checkout of a project stands: the one under maintenance or another, such as one that a service runs from. Looked at
 * only. Immutable.
 *
 * @param root its work tree's root; absolute
 * @param head the commit that is checked out
 * @param clean whether nothing that Git tracks there differs from that commit
 */
public record CheckoutPosition(Path root, CommitId head, boolean clean) {

    /**
     * Looks for the checkout that holds a directory.
     *
     * @param directory absolute; existing or not
     * @param known a commit of the project: a repository without it is one of something else
     * @return nothing if the directory lies in no checkout of the project
     * @throws GitException if there is one, and it cannot be read
     */
    public static Optional<CheckoutPosition> holding(Path directory, CommitId known) {
        Optional<Path> root = root(directory);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try (UserRepository opened = UserRepository.open(root.get())) {
            Repository repository = opened.repository();
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null || !repository.getObjectDatabase().has(ObjectId.fromString(known.hex()))) {
                return Optional.empty();
            }
            boolean clean = new Checkout(repository)
                    .stateOfFiles(head, DirCache.read(repository))
                    .followable();
            return Optional.of(new CheckoutPosition(root.get(), new CommitId(head.name()), clean));
        } catch (IOException e) {
            throw Failures.of("Cannot look at the checkout that holds " + directory, e);
        }
    }

    private static Optional<Path> root(Path directory) {
        for (Path place = directory; place != null; place = place.getParent()) {
            if (Files.exists(place.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
