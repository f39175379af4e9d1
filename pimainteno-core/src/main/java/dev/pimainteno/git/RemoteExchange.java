package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches into and pushes out of a repository of this program's own. */
final class RemoteExchange {
    private static final Logger log = LoggerFactory.getLogger(RemoteExchange.class);

    private final Repository repository;

    RemoteExchange(Repository repository) {
        this.repository = repository;
    }

    CommitId fetch(Remote remote, String branch) {
        String tracking = "refs/pimainteno/" + remote.name() + "/" + branch;
        if (isHere(remote.head(), tracking)) {
            return remote.head();
        }
        try (Transport transport = Transports.open(repository, remote.uri())) {
            RefSpec spec = new RefSpec("+" + Constants.R_HEADS + branch + ":" + tracking);
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(spec));
            ObjectId fetched = repository.resolve(tracking);
            if (fetched == null) {
                throw new GitException(
                        Reason.NO_REMOTE, "The remote " + remote.display() + " has no branch '" + branch + "'", null);
            }
            log.info("git: fetched '{}' of {}: {}", branch, remote.display(), fetched.name());
            return new CommitId(fetched.name());
        } catch (NotSupportedException | TransportException e) {
            throw Transports.unavailable(remote.uri(), e);
        } catch (IOException e) {
            throw Failures.of("Cannot fetch " + branch + " from " + remote.display(), e);
        }
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
        RemoteRefUpdate update;
        try (Transport transport = Transports.open(repository, uri)) {
            update = new RemoteRefUpdate(
                    repository,
                    commit.hex(),
                    ObjectId.fromString(commit.hex()),
                    Constants.R_HEADS + branch,
                    false,
                    null,
                    ObjectId.fromString(expected.hex()));
            PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            log.info(
                    "git: pushed {} to '{}' of {}: {}",
                    commit,
                    branch,
                    Transports.withoutCredentials(uri),
                    update.getStatus());
            log.debug("the remote said: {}", result.getMessages());
            return accepted(uri, branch, result.getRemoteUpdate(Constants.R_HEADS + branch), result.getMessages());
        } catch (NotSupportedException | TransportException e) {
            return settle(uri, branch, commit, e);
        } catch (IOException e) {
            throw Failures.of("Cannot push to " + Transports.withoutCredentials(uri), e);
        }
    }

    /** A connection that broke may have broken before or after the branch moved: the remote knows. */
    private boolean settle(String uri, String branch, CommitId commit, IOException broken) {
        String message = String.valueOf(broken.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("not permitted") || lower.contains("not authorized") || lower.contains("forbidden")) {
            throw new GitException(
                    Reason.NOT_PERMITTED,
                    "The remote " + Transports.withoutCredentials(uri) + " does not take pushes: " + message,
                    broken);
        }
        Optional<CommitId> head = Transports.head(repository, uri, branch);
        if (head.equals(Optional.of(commit))) {
            log.warn("The push to {} broke off after the branch had moved", Transports.withoutCredentials(uri), broken);
            return true;
        }
        throw Transports.unavailable(uri, broken);
    }

    private static boolean accepted(String uri, String branch, RemoteRefUpdate update, String messages) {
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> true;
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> false;
            case REJECTED_OTHER_REASON, REJECTED_NODELETE, NON_EXISTING, NOT_ATTEMPTED, AWAITING_REPORT -> {
                String said = messages.isBlank() ? "" : " (" + messages.strip().replaceAll("\\s*\\R\\s*", "; ") + ")";
                String why = update.getMessage() == null ? update.getStatus().name() : update.getMessage();
                throw new GitException(
                        Reason.NOT_PERMITTED,
                        "The remote " + Transports.withoutCredentials(uri) + " declined the push to '" + branch + "': "
                                + why + said,
                        null);
            }
        };
    }
}
