package dev.pimainteno.git;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository of which nothing can make this program run anything: its configuration is the one that it is given here, not
 * the one on its disk, and its file system starts no process. All repositories of this package are opened here.
 */
final class HardenedRepository extends FileRepository {
    private static final Logger log = LoggerFactory.getLogger(HardenedRepository.class);

    /** Null only while the superclass is under construction, when its own configuration is still empty. */
    private final @Nullable FileBasedConfig given;

    private HardenedRepository(BaseRepositoryBuilder<?, ?> options, FileBasedConfig given) throws IOException {
        super(options);
        this.given = given;
    }

    /** Opens a checkout with its directories and its configuration as they were found and looked through. */
    static HardenedRepository ofUser(GitDirectory directory, FileBasedConfig config) throws IOException {
        FS fs = new PassiveFileSystem();
        return open(
                new FileRepositoryBuilder()
                        .setFS(fs)
                        .setGitDir(directory.own().toFile())
                        .setGitCommonDir(directory.common().toFile())
                        .setWorkTree(directory.workTree().toFile()),
                config);
    }

    /** Opens a repository of this program's own without a work tree, from which {@code git} is started for local remotes. */
    static HardenedRepository ofOwn(Path directory) throws IOException {
        FS fs = new GitProcesses();
        return open(
                new FileRepositoryBuilder()
                        .setFS(fs)
                        .setGitDir(directory.toFile())
                        .setBare(),
                ownConfig(fs, true));
    }

    /** Opens a repository of this program's own whose work tree is used by others: what they left in it does not count. */
    static HardenedRepository ofOwn(Path directory, Path workTree) throws IOException {
        FS fs = new PassiveFileSystem();
        return open(
                new FileRepositoryBuilder()
                        .setFS(fs)
                        .setGitDir(directory.toFile())
                        .setGitCommonDir(directory.toFile())
                        .setWorkTree(workTree.toFile()),
                ownConfig(fs, false));
    }

    @Override
    public FileBasedConfig getConfig() {
        return given == null ? super.getConfig() : given;
    }

    /** A repository that cannot be tidied up now can be used all the same. */
    @Override
    public void autoGC(ProgressMonitor monitor) {
        try {
            super.autoGC(monitor);
        } catch (JGitInternalException e) {
            log.warn("git: {} could not be tidied up", getDirectory(), e);
        }
    }

    private static HardenedRepository open(FileRepositoryBuilder options, FileBasedConfig config) throws IOException {
        HardenedRepository repository = new HardenedRepository(options.setup(), config);
        if (!repository.getObjectDatabase().exists()) {
            repository.close();
            throw new RepositoryNotFoundException(options.getGitDir());
        }
        return repository;
    }

    private static FileBasedConfig ownConfig(FS fs, boolean bare) {
        GivenConfig config = new GivenConfig(fs);
        config.setInt("core", null, "repositoryformatversion", 0);
        config.setBoolean("core", null, "bare", bare);
        config.setBoolean("core", null, "filemode", true);
        config.setBoolean("core", null, "logallrefupdates", false);
        config.setString("core", null, "hooksPath", "/dev/null");
        // Within the fetch that asks for it, while the project is held: nobody else may write here then.
        config.setBoolean("gc", null, "autoDetach", false);
        return config;
    }
}
