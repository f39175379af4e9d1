package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches into and pushes out of a repository of this program's own. */
final class RemoteExchange {
    private static final Logger log = LoggerFactory.getLogger(RemoteExchange.class);
    /** How many characters of what a remote says are told. */
    private static final int MOST_WORDS = 500;

    private final Repository repository;
    private final Transports transports;

    RemoteExchange(Repository repository, RemoteAccess access) {
        this.repository = repository;
        this.transports = new Transports(access);
    }

    CommitId fetch(Remote remote, String branch) {
        String tracking = "refs/pimainteno/" + remote.name() + "/" + branch;
        if (isHere(remote.head(), tracking)) {
            return remote.head();
        }
        try (Connection connection = transports.open(repository, remote.uri())) {
            connection.fetch(new RefSpec("+" + Constants.R_HEADS + branch + ":" + tracking));
            ObjectId fetched = repository.resolve(tracking);
            if (fetched == null) {
                throw new GitException(
                        Reason.NO_REMOTE, "The remote " + remote.display() + " has no branch '" + branch + "'", null);
            }
            log.info("git: fetched '{}' of {}: {}", branch, remote.display(), fetched.name());
            return new CommitId(fetched.name());
        } catch (IOException e) {
            throw Failures.of("Cannot fetch " + branch + " from " + remote.display(), e);
        }
    }

    /** Whether the branch is at a commit at a remote, or has gone on from there. */
    boolean isAtRemote(String uri, String branch, CommitId commit) {
        Optional<CommitId> head = transports.head(repository, uri, branch);
        return head.isPresent() && leadsTo(uri, branch, head.get(), commit);
    }

    private boolean leadsTo(String uri, String branch, CommitId head, CommitId commit) {
        return head.equals(commit)
                || new Ancestry(repository).isAncestor(commit, fetch(new Remote("push", uri, head), branch));
    }

    /** A head that was fetched before needs no second connection. */
    private boolean isHere(CommitId head, String tracking) {
        try {
            ObjectId fetched = repository.resolve(tracking);
            return fetched != null
                    && head.hex().equals(fetched.name())
                    && repository.getObjectDatabase().has(fetched);
        } catch (IOException e) {
            throw Failures.of("Cannot read " + tracking + " in " + repository.getDirectory(), e);
        }
    }

    boolean push(String uri, String branch, CommitId expected, CommitId commit) {
        try (Connection connection = transports.open(repository, uri)) {
            return push(connection, uri, branch, expected, commit);
        }
    }

    private boolean push(Connection connection, String uri, String branch, CommitId expected, CommitId commit) {
        try {
            RemoteRefUpdate update = new RemoteRefUpdate(
                    repository,
                    commit.hex(),
                    ObjectId.fromString(commit.hex()),
                    Constants.R_HEADS + branch,
                    false,
                    null,
                    ObjectId.fromString(expected.hex()));
            PushResult result = connection.push(update);
            log.info(
                    "git: pushed {} to '{}' of {}: {}",
                    commit,
                    branch,
                    Transports.withoutCredentials(uri),
                    update.getStatus());
            log.debug("the remote said: {}", said(result));
            return accepted(uri, branch, result.getRemoteUpdate(Constants.R_HEADS + branch), said(result));
        } catch (NotSupportedException | TransportException e) {
            return settle(connection, uri, branch, expected, commit, e);
        } catch (IOException e) {
            throw Failures.of("Cannot push to " + Transports.withoutCredentials(uri), e);
        }
    }

    /**
     * A connection that broke may have broken before or after the branch moved: the remote knows.
     *
     * @return whether it moved to the commit; false if it moved elsewhere
     */
    private boolean settle(
            Connection connection, String uri, String branch, CommitId expected, CommitId commit, IOException broken) {
        String message = String.valueOf(broken.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("not permitted") || lower.contains("not authorized") || lower.contains("forbidden")) {
            throw new GitException(
                    Reason.NOT_PERMITTED,
                    "The remote " + Transports.withoutCredentials(uri) + " does not take pushes: "
                            + transports.access().withoutSecrets(message),
                    broken);
        }
        GitException why = connection.failure(broken);
        Optional<CommitId> head;
        boolean there;
        try {
            head = transports.head(repository, uri, branch);
            there = head.isPresent() && !head.get().equals(expected) && leadsTo(uri, branch, head.get(), commit);
        } catch (GitException e) {
            throw unknown(
                    why, "it cannot be told whether the branch has moved, because the remote cannot be asked either");
        }
        if (there) {
            log.warn("The push to {} broke off after the branch had moved", Transports.withoutCredentials(uri), broken);
            return true;
        }
        if (!head.equals(Optional.of(expected))) {
            log.warn("The push to {} broke off, and the branch has moved", Transports.withoutCredentials(uri), broken);
            return false;
        }
        if (connection.leftBehind()) {
            throw unknown(why, "the branch is where it was, but the push may still go through");
        }
        throw new GitException(
                why.reason(), why.getMessage() + "; the branch is where it was: nothing was pushed", broken);
    }

    private static GitException unknown(GitException why, String what) {
        return new GitException(Reason.UNKNOWN, why.getMessage() + "; " + what, why);
    }

    private String said(PushResult result) {
        return transports.access().withoutSecrets(result.getMessages());
    }

    private static boolean accepted(String uri, String branch, RemoteRefUpdate update, String messages) {
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> true;
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> false;
            case REJECTED_OTHER_REASON -> throw declined(Reason.DECLINED, uri, branch, update, messages);
            case REJECTED_NODELETE, NON_EXISTING, NOT_ATTEMPTED, AWAITING_REPORT ->
                throw declined(Reason.NOT_PERMITTED, uri, branch, update, messages);
        };
    }

    private static GitException declined(
            Reason reason, String uri, String branch, RemoteRefUpdate update, String messages) {
        String line = messages.strip().replaceAll("\\s*\\R\\s*", "; ");
        String words = line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) + "…" : line;
        String said = words.isEmpty() ? "" : " (" + words + ")";
        String why = update.getMessage() == null ? update.getStatus().name() : update.getMessage();
        return new GitException(
                reason,
                "The remote " + Transports.withoutCredentials(uri) + " declined the push to '" + branch + "': " + why
                        + said,
                null);
    }
}
