package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException.Reason;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Opens connections to remotes, all with the same rights and bounds. */
final class Transports {
    private static final Set<String> SCHEMES = Set.of("file", "http", "https", "ssh", "ssh+git", "git+ssh");

    private final RemoteAccess access;

    Transports(RemoteAccess access) {
        this.access = access;
    }

    RemoteAccess access() {
        return access;
    }

    /** Opens a connection from a repository to a remote. */
    Connection open(Repository local, String uri) {
        URIish address;
        try {
            address = new URIish(uri);
        } catch (URISyntaxException e) {
            throw new GitException(Reason.NO_REMOTE, "Not the address of a remote: " + withoutCredentials(uri), e);
        }
        requireSupported(address, uri);
        return Connection.open(access, local, address);
    }

    /** Returns the head of a branch at a remote. */
    Optional<CommitId> head(Repository local, String uri, String branch) {
        try (Connection connection = open(local, uri)) {
            return connection.head(branch);
        }
    }

    private static void requireSupported(URIish address, String uri) {
        String scheme = address.getScheme();
        if (uri.contains("::") || (scheme != null && !SCHEMES.contains(scheme))) {
            throw unsupported(uri, "paths, file:, https:, http: and SSH are supported");
        }
        if (address.getPass() != null) {
            throw unsupported(
                    uri,
                    "it holds a password, which would be seen and kept in many places: take it out of the address, and"
                            + " name a token for the host in the configuration ([[git.https]])");
        }
        if (startsWithDash(address.getHost()) || startsWithDash(address.getUser())) {
            throw unsupported(uri, "host and user must not begin with '-'");
        }
    }

    private static boolean startsWithDash(@Nullable String part) {
        return part != null && part.startsWith("-");
    }

    private static GitException unsupported(String uri, String why) {
        return new GitException(
                Reason.UNSUPPORTED, "The remote " + withoutCredentials(uri) + " is not used: " + why, null);
    }

    static String withoutCredentials(String uri) {
        try {
            return new URIish(uri).setPass(null).setUser(null).toString();
        } catch (URISyntaxException e) {
            return "(unreadable address)";
        }
    }
}
