package dev.pimainteno.testing;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads commits of a Git repository, which is opened anew for each question, so that nothing has to be closed. */
final class GitStore {
    private final Path directory;

    GitStore(Path directory) {
        this.directory = directory;
    }

    /** Something asked of a repository. */
    @FunctionalInterface
    interface GitFunction<T> {
        T apply(Git git) throws IOException, GitAPIException;
    }

    /** Something done to a repository. */
    @FunctionalInterface
    interface GitAction {
        void perform(Git git) throws IOException, GitAPIException;
    }

    static GitStore init(Path directory, boolean bare) {
        try (Git git = Git.init()
                .setDirectory(directory.toFile())
                .setBare(bare)
                .setInitialBranch("main")
                .call()) {
            shutOutTheMachine(git.getRepository());
            return new GitStore(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new UncheckedIOException(new IOException("Cannot make a repository in " + directory, e));
        }
    }

    <T> T ask(GitFunction<T> function) {
        try (Git git = Git.open(directory.toFile())) {
            return function.apply(git);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new UncheckedIOException(new IOException("Git failed in " + directory, e));
        }
    }

    void run(GitAction action) {
        ask(git -> {
            action.perform(git);
            return git;
        });
    }

    Optional<CommitId> commit(String revision) {
        return ask(git -> Optional.ofNullable(git.getRepository().resolve(revision + "^{commit}"))
                .map(ObjectId::name)
                .map(CommitId::new));
    }

    Optional<String> content(String revision, String path) {
        return ask(git -> {
            Repository repository = git.getRepository();
            ObjectId tree = repository.resolve(revision + "^{tree}");
            if (tree == null) {
                return Optional.empty();
            }
            try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
                if (walk == null || walk.isSubtree()) {
                    return Optional.empty();
                }
                byte[] bytes = repository.open(walk.getObjectId(0)).getBytes();
                return Optional.of(new String(bytes, StandardCharsets.UTF_8));
            }
        });
    }

    List<String> messages(String revision) {
        return ask(git -> {
            Repository repository = git.getRepository();
            ObjectId start = repository.resolve(revision + "^{commit}");
            try (RevWalk walk = new RevWalk(repository)) {
                if (start == null) {
                    return List.of();
                }
                walk.markStart(walk.parseCommit(start));
                List<String> messages = new ArrayList<>();
                for (RevCommit commit : walk) {
                    messages.add(commit.getFullMessage());
                }
                return List.copyOf(messages);
            }
        });
    }

    /** Sets, in the repository itself, whatever the user's or the system's configuration could otherwise bring in. */
    private static void shutOutTheMachine(Repository repository) throws IOException {
        StoredConfig config = repository.getConfig();
        String core = ConfigConstants.CONFIG_CORE_SECTION;
        String nowhere = repository.getDirectory().toPath().resolve("nowhere").toString();
        config.setString(core, null, ConfigConstants.CONFIG_KEY_AUTOCRLF, "false");
        config.setString(core, null, ConfigConstants.CONFIG_KEY_EOL, "lf");
        config.setString(core, null, ConfigConstants.CONFIG_KEY_EXCLUDESFILE, nowhere);
        config.setString(core, null, ConfigConstants.CONFIG_KEY_ATTRIBUTESFILE, nowhere);
        config.setString(
                core,
                null,
                ConfigConstants.CONFIG_KEY_HOOKS_PATH,
                repository.getDirectory().toPath().resolve("hooks").toString());
        config.setString("commit", null, "gpgSign", "false");
        config.setString("tag", null, "gpgSign", "false");
        config.setString("gc", null, "auto", "0");
        // A collection behind a push would come and go with its lock file while a test looks at the repository.
        config.setString("receive", null, "autogc", "false");
        config.save();
    }
}
