package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException.Reason;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.URIish;

/**
 * The user's repository. Nothing that it could bring along runs: no hooks, filters, includes or monitors, for of its
 * configuration only harmless keys are read. Kinds that are not supported are refused by their names when it is opened. It
 * is written in one place only, {@link #advance}. For one thread at a time.
 */
public final class GitProject implements AutoCloseable {
    private final Project project;
    private final UserRepository opened;
    private final Repository repository;

    private final RemoteAccess access;

    private GitProject(Project project, UserRepository opened, RemoteAccess access) {
        this.project = project;
        this.access = access;
        this.opened = opened;
        this.repository = opened.repository();
    }

    /**
     * Opens the repository of a project.
     *
     * @throws GitException if there is none at the project's path, or one of a kind that is not supported
     */
    public static GitProject open(Project project) {
        return open(project, RemoteAccess.standard());
    }

    /**
     * Opens the repository of a project.
     *
     * @param access how its remote is reached
     * @throws GitException if there is none at the project's path, or one of a kind that is not supported
     */
    public static GitProject open(Project project, RemoteAccess access) {
        Path path = project.path();
        if (!Files.isDirectory(path)) {
            String problem = Files.exists(path) ? "is not a directory" : "does not exist";
            throw new GitException(Reason.NOT_A_REPOSITORY, path + " " + problem, null);
        }
        if (!Files.isReadable(path)) {
            throw new GitException(Reason.NOT_PERMITTED, "Cannot read " + path + ": permission denied", null);
        }
        if (!Files.exists(path.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
            throw notARepository(path);
        }
        return new GitProject(project, UserRepository.open(path), access);
    }

    /**
     * Finds the branch under maintenance and asks for its head, at the remote too where that one is in play: when the
     * project names it, or when changes are to be pushed, at once or once they are approved.
     */
    public Heads heads() {
        String branch = branch();
        CommitId local = localHead(branch);
        if (project.remote().isEmpty() && approvedDelivery() != DeliveryMode.PUSH) {
            return new Heads(branch, local, null);
        }
        String name = remoteName(branch);
        String uri = remoteUri(name);
        CommitId head = new Transports(access)
                .head(repository, uri, branch)
                .orElseThrow(() -> new GitException(
                        Reason.NO_REMOTE,
                        "The remote '" + name + "' of " + project.path() + " has no branch '" + branch
                                + "': push it once, or name another branch",
                        null));
        return new Heads(branch, local, new Remote(name, uri, head));
    }

    /** Returns how far a change may go that a person has approved. */
    public DeliveryMode approvedDelivery() {
        if (project.delivery() != DeliveryMode.HOLD) {
            return project.delivery();
        }
        return project.approvedDelivery().orElseGet(() -> hasRemote() ? DeliveryMode.PUSH : DeliveryMode.COMMIT);
    }

    private boolean hasRemote() {
        String name = remoteName(branch());
        return project.remote().isPresent() || repository.getConfig().getString("remote", name, "url") != null;
    }

    /** Returns who commits here according to the repository's configuration and the user's, if they name somebody. */
    public Optional<CommitIdentity> identity() {
        Config config = repository.getConfig();
        String name = config.getString("user", null, "name");
        String email = config.getString("user", null, "email");
        if (name == null || email == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CommitIdentity(name, email));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns what signs the commits that are made for this repository.
     *
     * @param committer who makes them
     * @param environment where the programs that sign, their keys and their agents are found
     * @throws GitException if commits are to be signed and it is not known how
     */
    public CommitSigner signer(CommitSigning signing, CommitIdentity committer, Map<String, String> environment) {
        return new SignerChoice(repository.getConfig(), project.path(), environment).signer(signing, committer);
    }

    /** Looks at the user's checkout without touching it. */
    public CheckoutState checkout(String branch) {
        return new Checkout(repository).state(branch);
    }

    /** Whether the user's checkout is on a branch. */
    public boolean isOnBranch(String branch) {
        return new Checkout(repository).position(branch).onBranch();
    }

    /**
     * Returns a text file as it is at the head of a branch, and how long nobody has changed it; nothing if there is none.
     *
     * @param path in the tree
     */
    public Optional<CommittedFile> file(CommitId head, String path) {
        try {
            return new FileHistory(repository, path).at(head);
        } catch (IOException e) {
            throw Failures.of("Cannot read '" + path + "' at " + head.abbreviated() + " of " + project.path(), e);
        }
    }

    /** Returns the directory that holds the repository's objects. */
    public Path objects() {
        return repository.getCommonDirectory().toPath().resolve("objects");
    }

    /**
     * Moves the local branch forward to a commit, and the user's checkout with it if that is on the branch. Does so only
     * if the branch is still at {@code expected}, the commit descends from it, and the checkout, where it is on the
     * branch, holds nothing that could be lost; otherwise everything stays as it is.
     *
     * @param source a repository in which the commit can be read; what is missing here is copied from it
     */
    public Advance advance(String branch, CommitId expected, CommitId commit, PrivateRepository source) {
        return new BranchUpdate(repository, source.repository()).advance(branch, expected, commit);
    }

    /**
     * Finishes an update of the checkout that was cut off after its branch had moved, and takes back one that was cut off
     * before. Whoever calls this holds the project.
     *
     * @return what was done, in one sentence; nothing if no update was cut off
     * @throws GitException if it cannot be done now, such as when another Git process has locked the index since
     */
    public Optional<String> settle() {
        return BranchUpdate.settle(repository);
    }

    /** Whether an update of the checkout was cut off, or is under way. */
    public boolean isUnsettled() {
        return Staging.isLeftIn(repository);
    }

    @Override
    public void close() {
        opened.close();
    }

    private static GitException notARepository(Path path) {
        boolean bare = Files.isRegularFile(path.resolve(Constants.HEAD)) && Files.isDirectory(path.resolve("objects"));
        return bare
                ? new GitException(Reason.UNSUPPORTED, path + " is a bare repository: name a checkout of it", null)
                : new GitException(
                        Reason.NOT_A_REPOSITORY,
                        path + " is not the root of a Git checkout (there is no .git in it)",
                        null);
    }

    /**
     * Returns the branch under maintenance: the one that the project names, else the one that is checked out.
     *
     * @throws GitException if none is
     */
    public String branch() {
        if (project.branch().isPresent()) {
            return project.branch().get();
        }
        try {
            Ref head = repository.exactRef(Constants.HEAD);
            if (head != null && head.isSymbolic()) {
                return Repository.shortenRefName(head.getTarget().getName());
            }
        } catch (IOException e) {
            throw Failures.of("Cannot read HEAD of " + project.path(), e);
        }
        throw new GitException(
                Reason.NO_BRANCH,
                "HEAD of " + project.path() + " is detached: check out a branch, or name one (branch = \"main\")",
                null);
    }

    /**
     * Returns the head of a local branch.
     *
     * @throws GitException if there is no such branch, or no commit on it yet
     */
    public CommitId localHead(String branch) {
        try {
            Ref ref = repository.exactRef(Constants.R_HEADS + branch);
            if (ref != null && ref.getObjectId() != null) {
                return new CommitId(ref.getObjectId().name());
            }
            Ref head = repository.exactRef(Constants.HEAD);
            boolean unborn = head != null
                    && head.isSymbolic()
                    && head.getTarget().getName().equals(Constants.R_HEADS + branch);
            throw new GitException(
                    Reason.NO_BRANCH,
                    unborn
                            ? "The branch '" + branch + "' of " + project.path() + " has no commit yet"
                            : project.path() + " has no branch '" + branch + "'",
                    null);
        } catch (IOException e) {
            throw Failures.of("Cannot read the branch '" + branch + "' of " + project.path(), e);
        }
    }

    private String remoteName(String branch) {
        if (project.remote().isPresent()) {
            return project.remote().get();
        }
        String configured = repository.getConfig().getString("branch", branch, "remote");
        return configured == null || configured.equals(".") ? Constants.DEFAULT_REMOTE_NAME : configured;
    }

    /**
     * Returns where a remote is; may hold credentials.
     *
     * @throws GitException if there is none of that name
     */
    public String remoteUri(String name) {
        try {
            RemoteConfig remote = new RemoteConfig(repository.getConfig(), name);
            List<URIish> uris = remote.getPushURIs().isEmpty() ? remote.getURIs() : remote.getPushURIs();
            if (uris.isEmpty()) {
                throw new GitException(
                        Reason.NO_REMOTE,
                        project.path() + " has no remote '" + name + "': add it (git remote add " + name
                                + " URL), or choose another delivery than \"push\"",
                        null);
            }
            requireNoRewrite(name);
            URIish uri = uris.get(0);
            // A relative path is meant from the checkout, not from where this program was started.
            return uri.isRemote() || uri.getScheme() != null
                    ? uri.toPrivateString()
                    : project.path().resolve(uri.getPath()).normalize().toString();
        } catch (URISyntaxException e) {
            throw new GitException(
                    Reason.NO_REMOTE, "The remote '" + name + "' of " + project.path() + " has no usable address", e);
        }
    }

    /** The user's own rules are followed; one that came with the repository could lead anywhere. */
    private void requireNoRewrite(String name) {
        boolean rewritten = Stream.of("url", "pushurl")
                .flatMap(key -> Stream.of(repository.getConfig().getStringList("remote", name, key)))
                .anyMatch(opened::rewrites);
        if (rewritten) {
            throw new GitException(
                    Reason.UNSUPPORTED,
                    "The address of the remote '" + name + "' of " + project.path()
                            + " is rewritten by url.*.insteadOf in"
                            + " the repository's own configuration, which is not followed: git remote set-url " + name
                            + " ADDRESS",
                    null);
        }
    }
}
