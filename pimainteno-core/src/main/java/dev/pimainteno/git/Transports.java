package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException.Reason;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Opens connections to remotes, all with the same bounds. */
final class Transports {
    private static final int TIMEOUT_SECONDS = 60;

    private Transports() {}

    /** Opens a transport from a repository of this program's own to a remote. */
    static Transport open(Repository local, String uri) {
        try {
            URIish address = new URIish(uri);
            if (isSsh(address)) {
                throw unsupported(uri, null);
            }
            Transport transport = Transport.open(local, address);
            transport.setTimeout(TIMEOUT_SECONDS);
            transport.setTagOpt(TagOpt.NO_TAGS);
            if (isOnThisMachine(address) && GitEnvironment.program().isPresent()) {
                // In JGit's own receiver the hooks of a remote on this machine would not run, and a hook that refuses
                // a push must be heard. A command of its own makes JGit start that receiver as a process.
                transport.setOptionReceivePack(GitProcesses.RECEIVE);
            }
            return transport;
        } catch (URISyntaxException e) {
            throw new GitException(Reason.NO_REMOTE, "Not the address of a remote: " + withoutCredentials(uri), e);
        } catch (NotSupportedException e) {
            throw unsupported(uri, e);
        } catch (TransportException e) {
            throw unavailable(uri, e);
        }
    }

    /** Returns the head of a branch at a remote. */
    static Optional<CommitId> head(Repository local, String uri, String branch) {
        try (Transport transport = open(local, uri);
                FetchConnection connection = transport.openFetch()) {
            Ref ref = connection.getRef(Constants.R_HEADS + branch);
            return ref == null || ref.getObjectId() == null
                    ? Optional.empty()
                    : Optional.of(new CommitId(ref.getObjectId().name()));
        } catch (NotSupportedException | TransportException e) {
            throw unavailable(uri, e);
        }
    }

    private static boolean isSsh(URIish address) {
        String scheme = address.getScheme();
        return scheme == null ? address.isRemote() : scheme.contains("ssh");
    }

    private static GitException unsupported(String uri, @Nullable Exception cause) {
        return new GitException(
                Reason.UNSUPPORTED,
                "No transport for the remote " + withoutCredentials(uri)
                        + ": paths, file:, http: and https: are supported, SSH is not yet",
                cause);
    }

    static GitException unavailable(String uri, Exception e) {
        return new GitException(
                Reason.UNAVAILABLE, "Cannot reach the remote " + withoutCredentials(uri) + ": " + e.getMessage(), e);
    }

    static String withoutCredentials(String uri) {
        try {
            return new URIish(uri).setPass(null).setUser(null).toString();
        } catch (URISyntaxException e) {
            return "(unreadable address)";
        }
    }

    private static boolean isOnThisMachine(URIish address) {
        return address.getScheme() == null
                ? !address.isRemote()
                : address.getScheme().equals("file");
    }
}
