package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Says why a remote was not reached, told apart by what the operator can do about it, without secrets.
 *
 * @param https what was answered over HTTP, if anything was
 * @param doubt why the server's host key was not believed; empty if it was
 */
record RemoteFailure(RemoteAccess access, URIish address, HttpsConnections https, String doubt) {

    GitException of(IOException e) {
        String remote = Transports.withoutCredentials(address.toString());
        if (!doubt.isEmpty()) {
            return failure(Reason.NOT_PERMITTED, "The remote " + remote + " is not believed: " + doubt, e);
        }
        SSLException tls = cause(e, SSLException.class);
        if (tls != null) {
            return failure(
                    Reason.NOT_PERMITTED,
                    "The remote " + remote + " is not believed: " + rootMessage(tls)
                            + "; let its certificate be put right, or name who signed it: git.https_ca_file",
                    e);
        }
        if (https.lastStatus() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return failure(
                    Reason.NOT_PERMITTED,
                    https.tokenSent()
                            ? "The remote " + remote + " does not accept the token that is configured for " + host()
                            : "The remote " + remote + " wants a sign-in: name a token for " + host()
                                    + " in the configuration ([[git.https]])",
                    e);
        }
        if (https.lastStatus() == HttpURLConnection.HTTP_FORBIDDEN) {
            return failure(
                    Reason.NOT_PERMITTED,
                    "The remote " + remote + " does not permit this: give the token or its user the right to it",
                    e);
        }
        if (e instanceof NoRemoteRepositoryException) {
            return failure(
                    Reason.UNAVAILABLE,
                    "Cannot reach the remote " + remote + ": there is no repository, or none" + " that may be seen: "
                            + e.getMessage(),
                    e);
        }
        if (isSignIn(e)) {
            return failure(
                    Reason.NOT_PERMITTED,
                    "The remote " + remote + " does not accept the keys that were offered, or none could be: " + keys()
                            + " (" + e.getMessage() + ")",
                    e);
        }
        InterruptedIOException late = cause(e, InterruptedIOException.class);
        String why = late == null
                ? e.getMessage() + rootCause(e)
                : "it said nothing for " + access.silence().toSeconds() + " s (" + e.getMessage() + ")";
        return failure(Reason.UNAVAILABLE, "Cannot reach the remote " + remote + ": " + why, e);
    }

    private String keys() {
        SshAccess ssh = access.ssh();
        String files = ssh.identities().isEmpty()
                ? "those in " + ssh.directory()
                : ssh.identities().toString();
        return files
                + (ssh.agent() == null ? ", and there is no agent (SSH_AUTH_SOCK) for keys with a passphrase" : "");
    }

    private static boolean isSignIn(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("cannot log in") || message.contains("no more authentication methods");
    }

    private String host() {
        return https.lastHost().isEmpty() ? String.valueOf(address.getHost()) : https.lastHost();
    }

    private GitException failure(Reason reason, String message, IOException e) {
        return new GitException(reason, access.withoutSecrets(message), e);
    }

    private static String rootCause(Throwable e) {
        String message = rootMessage(e);
        return message.equals(e.getMessage()) ? "" : " (" + message + ")";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
