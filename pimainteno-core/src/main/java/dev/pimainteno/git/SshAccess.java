package dev.pimainteno.git;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this program signs in over SSH. Immutable.
 *
 * @param directory the operator's {@code .ssh}; its {@code config} counts as it does for {@code ssh}, but for programs it
 *     names and for what it says of host keys
 * @param identities files of private keys; empty for the usual ones in the directory
 * @param knownHosts the file of host keys; null for the usual ones in the directory
 * @param agent the socket of an agent; null for none
 */
public record SshAccess(
        Path directory,
        List<Path> identities,
        @Nullable Path knownHosts,
        @Nullable Path agent) {

    public SshAccess {
        identities = List.copyOf(identities);
    }

    /**
     * Returns the usual: keys, configuration and known hosts of a user, and the agent if there is one.
     *
     * @param home the user's home
     * @param socket {@code SSH_AUTH_SOCK}; null or empty if there is no agent
     */
    public static SshAccess standard(Path home, @Nullable String socket) {
        Path agent = socket == null || socket.isEmpty() ? null : Path.of(socket);
        return new SshAccess(home.resolve(".ssh"), List.of(), null, agent);
    }

    /** Returns these settings with keys of the program's own. */
    public SshAccess withIdentities(List<Path> files) {
        return new SshAccess(directory, files, knownHosts, agent);
    }

    /** Returns these settings with a file of host keys of the program's own. */
    public SshAccess withKnownHosts(Path file) {
        return new SshAccess(directory, identities, file, agent);
    }

    /** Returns the files that host keys are looked for in. */
    List<Path> knownHostsFiles() {
        return knownHosts != null
                ? List.of(knownHosts)
                : List.of(directory.resolve("known_hosts"), directory.resolve("known_hosts2"));
    }
}
