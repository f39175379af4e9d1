package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;

/**
 * A repository of the user's, opened after it was looked through: what is not supported is refused by its name, and of its
 * configuration only harmless keys count. For one thread at a time.
 */
final class UserRepository implements AutoCloseable {
    private final HardenedRepository repository;
    private final RepositoryConfig config;

    private UserRepository(HardenedRepository repository, RepositoryConfig config) {
        this.repository = repository;
        this.config = config;
    }

    /**
     * Opens the repository of a checkout.
     *
     * @param root the checkout's root; has a {@code .git}
     * @throws GitException if it is of a kind that is not supported, or cannot be read
     */
    static UserRepository open(Path root) {
        try {
            GitDirectory directory = GitDirectory.of(root);
            Ownership.ofProcess().require(directory);
            RepositoryConfig config = RepositoryConfig.read(directory);
            new Support(root, config).require();
            directory.requireWorkTree(config.value("core", "worktree"));
            Alternates.require(directory);
            return new UserRepository(HardenedRepository.ofUser(directory, config.letThrough()), config);
        } catch (RepositoryNotFoundException e) {
            throw new GitException(Reason.NOT_A_REPOSITORY, root + " holds no working Git repository", e);
        } catch (IOException e) {
            throw Failures.of("Cannot open the repository " + root, e);
        }
    }

    Repository repository() {
        return repository;
    }

    /** Whether Git would go to another address than this one, by a rule of the repository's own, which is not followed. */
    boolean rewrites(String address) {
        return config.rewrites(address);
    }

    @Override
    public void close() {
        repository.close();
    }
}
