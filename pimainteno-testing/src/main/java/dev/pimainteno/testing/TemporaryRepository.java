package dev.pimainteno.testing;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A real Git repository with a checkout, for tests:
 *
 * <pre>{@code
 * TemporaryRepository shop = TemporaryRepository.create(directory.resolve("shop"));
 * shop.write("App.java", "class App {}\n").commit("Begin");
 * TemporaryRemote remote = shop.remote();
 * shop.write("App.java", "class App { }\n");   // a dirty checkout
 * }</pre>
 *
 * <p>It does not depend on the machine: the branch is {@code main}, commits are by {@code Test Author} at fixed times, one
 * second after the other, so that the same steps make the same commit ids; no hook runs and nothing is signed. The
 * repository's own configuration names no user. It lives as long as its directory; for one thread at a time.
 */
public final class TemporaryRepository {
    private static final Instant FIRST_COMMIT = Instant.parse("2026-01-01T00:00:00Z");

    private final Path path;
    private final GitStore store;

    private TemporaryRepository(Path path, GitStore store) {
        this.path = path;
        this.store = store;
    }

    /**
     * Makes a repository without a commit.
     *
     * @param directory the checkout's root; made if it does not exist
     */
    public static TemporaryRepository create(Path directory) {
        Path path = directory.toAbsolutePath();
        return new TemporaryRepository(path, GitStore.init(path, false));
    }

    static TemporaryRepository cloneOf(TemporaryRemote remote, Path directory) {
        TemporaryRepository copy = create(directory);
        copy.follow(remote);
        copy.store.run(git -> {
            git.fetch().setRemote("origin").call();
            git.reset().setMode(ResetType.HARD).setRef("origin/main").call();
        });
        return copy;
    }

    /** Returns the checkout's root; absolute. */
    public Path path() {
        return path;
    }

    /** Returns the Git directory. */
    public Path gitDirectory() {
        return path.resolve(Constants.DOT_GIT);
    }

    /** Writes a file of the checkout, with its directories. */
    public TemporaryRepository write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file of the checkout, with its directories. */
    public TemporaryRepository write(String file, byte[] content) {
        Path target = path.resolve(file);
        try {
            Files.createDirectories(target.resolveSibling(""));
            Files.write(target, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a file of the checkout executable. */
    public TemporaryRepository makeExecutable(String file) {
        if (!path.resolve(file).toFile().setExecutable(true)) {
            throw new UncheckedIOException(new IOException("Cannot make executable: " + path.resolve(file)));
        }
        return this;
    }

    /** Makes a symbolic link in the checkout. */
    public TemporaryRepository link(String file, String target) {
        try {
            Files.createSymbolicLink(path.resolve(file), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file of the checkout. */
    public TemporaryRepository delete(String file) {
        try {
            Files.delete(path.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a file of the checkout. */
    public String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the text of a committed file; absent if there is no such file, or no such revision.
     *
     * @param revision such as {@code HEAD}, {@code main} or a commit's id
     */
    public Optional<String> read(String revision, String file) {
        return store.content(revision, file);
    }

    /** Puts files under version control as they lie in the checkout, deleted ones included, without committing them. */
    public TemporaryRepository stage() {
        store.run(git -> git.add().addFilepattern(".").setAll(true).call());
        return this;
    }

    /** Commits the checkout as it is, but for ignored files; a commit that changes nothing is made, too. */
    public CommitId commit(String message) {
        stage();
        return store.ask(git -> commitIndex(git.getRepository(), message));
    }

    /** Writes files and commits the checkout. */
    public CommitId commit(String message, Map<String, String> files) {
        files.forEach(this::write);
        return commit(message);
    }

    /**
     * Returns the commit that is checked out.
     *
     * @throws NoSuchElementException if there is no commit yet
     */
    public CommitId head() {
        return head(Constants.HEAD);
    }

    /**
     * Returns the commit that a revision names.
     *
     * @throws NoSuchElementException if there is no such revision
     */
    public CommitId head(String revision) {
        return store.commit(revision)
                .orElseThrow(() -> new NoSuchElementException("no revision '" + revision + "' in " + path));
    }

    /** Returns the whole messages of a revision's history, newest first; none if there is no such revision. */
    public List<String> messages(String revision) {
        return store.messages(revision);
    }

    /** Makes a branch at the head and switches to it. */
    public TemporaryRepository branch(String name) {
        store.run(git -> git.checkout().setCreateBranch(true).setName(name).call());
        return this;
    }

    /** Switches to a branch, or detaches the head at any other revision. */
    public TemporaryRepository checkOut(String revision) {
        store.run(git -> git.checkout().setName(revision).call());
        return this;
    }

    /**
     * Makes a bare repository beside the checkout, names it {@code origin}, pushes the current branch to it if there is a
     * commit, and lets that branch follow it.
     */
    public TemporaryRemote remote() {
        TemporaryRemote remote = TemporaryRemote.create(path.resolveSibling(path.getFileName() + ".git"));
        follow(remote);
        if (store.commit(Constants.HEAD).isPresent()) {
            push();
        }
        return remote;
    }

    /**
     * Pushes the current branch to {@code origin}.
     *
     * @throws UncheckedIOException if the remote does not take it
     */
    public TemporaryRepository push() {
        store.run(git -> {
            String branch = git.getRepository().getFullBranch();
            Iterable<PushResult> results = git.push()
                    .setRemote("origin")
                    .setRefSpecs(new RefSpec(branch + ":" + branch))
                    .call();
            for (PushResult result : results) {
                requireTaken(result);
            }
        });
        return this;
    }

    /** Sets a value in the repository's own configuration, such as {@code config("user.name", "Ada")}. */
    public TemporaryRepository config(String key, String value) {
        int first = key.indexOf('.');
        int last = key.lastIndexOf('.');
        if (first < 1 || last == key.length() - 1) {
            throw new IllegalArgumentException("a key has a section and a name: '" + key + "'");
        }
        String subsection = first == last ? null : key.substring(first + 1, last);
        store.run(git -> {
            StoredConfig config = git.getRepository().getConfig();
            config.setString(key.substring(0, first), subsection, key.substring(last + 1), value);
            config.save();
        });
        return this;
    }

    /** Returns the paths that differ between head, index and checkout, untracked ones included, ignored ones not. */
    public Set<String> dirtyPaths() {
        return store.ask(git -> {
            Status status = git.status().call();
            Set<String> dirty = new TreeSet<>(status.getUncommittedChanges());
            dirty.addAll(status.getUntracked());
            return dirty;
        });
    }

    /**
     * Returns what lies in the checkout and in the Git directory, path by path, to find out whether anything at all has
     * changed.
     */
    public Map<String, String> state() {
        return DirectoryState.of(path);
    }

    private void follow(TemporaryRemote remote) {
        config("remote.origin.url", remote.uri());
        config("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
        String branch = store.ask(git -> requireNonNull(git.getRepository().getBranch()));
        config("branch." + branch + ".remote", "origin");
        config("branch." + branch + ".merge", Constants.R_HEADS + branch);
    }

    /** By plumbing, because the porcelain would run hooks. */
    private static CommitId commitIndex(Repository repository, String message) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = repository.readDirCache();
            ObjectId parent = repository.resolve(Constants.HEAD);
            PersonIdent author = author(repository, parent);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            if (parent != null) {
                commit.setParentId(parent);
            }
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.HEAD);
            update.setNewObjectId(id);
            update.setRefLogIdent(author);
            update.setRefLogMessage("commit: " + message.lines().findFirst().orElse(""), false);
            RefUpdate.Result result = update.update();
            if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
                throw new IOException("Cannot move the head of " + repository + ": " + result);
            }
            return new CommitId(id.name());
        }
    }

    private static PersonIdent author(Repository repository, @Nullable ObjectId parent) throws IOException {
        Instant when = FIRST_COMMIT;
        if (parent != null) {
            when = Instant.ofEpochSecond(repository.parseCommit(parent).getCommitTime())
                    .plusSeconds(1);
        }
        return new PersonIdent("Test Author", "author@example.org", when, ZoneOffset.UTC);
    }

    private static void requireTaken(PushResult result) throws IOException {
        for (RemoteRefUpdate update : result.getRemoteUpdates()) {
            RemoteRefUpdate.Status status = update.getStatus();
            if (status != RemoteRefUpdate.Status.OK && status != RemoteRefUpdate.Status.UP_TO_DATE) {
                throw new IOException("The remote did not take " + update.getRemoteName() + ": " + status);
            }
        }
    }
}
