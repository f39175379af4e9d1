package dev.pimainteno.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How remotes are reached: with what this program signs in, whom it trusts, and how long it waits. Immutable.
 *
 * @param tokens for HTTPS, by host
 * @param authorities a file of certificates in PEM form that are trusted besides those of the machine; null for none
 * @param silence how long a remote may say nothing; positive, in whole seconds
 * @param limit how long a fetch or a push may take; positive
 */
public record RemoteAccess(
        List<HttpsToken> tokens, @Nullable Path authorities, SshAccess ssh, Duration silence, Duration limit) {

    public RemoteAccess {
        tokens = List.copyOf(tokens);
        if (silence.toSeconds() < 1 || limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("silence and limit must be positive: " + silence + ", " + limit);
        }
    }

    /** Returns the usual: no tokens, the keys and known hosts of this user; a minute of silence, half an hour in all. */
    public static RemoteAccess standard() {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return new RemoteAccess(
                List.of(),
                null,
                SshAccess.standard(home, System.getenv("SSH_AUTH_SOCK")),
                Duration.ofMinutes(1),
                Duration.ofMinutes(30));
    }

    /** Returns these settings with tokens. */
    public RemoteAccess withTokens(List<HttpsToken> replacement) {
        return new RemoteAccess(replacement, authorities, ssh, silence, limit);
    }

    /** Returns these settings with a file of further authorities. */
    public RemoteAccess withAuthorities(Path file) {
        return new RemoteAccess(tokens, file, ssh, silence, limit);
    }

    /** Returns these settings with another way to sign in over SSH. */
    public RemoteAccess withSsh(SshAccess replacement) {
        return new RemoteAccess(tokens, authorities, replacement, silence, limit);
    }

    /** Returns these settings with other limits. */
    public RemoteAccess withLimits(Duration newSilence, Duration newLimit) {
        return new RemoteAccess(tokens, authorities, ssh, newSilence, newLimit);
    }

    Optional<HttpsToken> token(String host, int port) {
        return tokens.stream().filter(token -> token.isFor(host, port)).findFirst();
    }

    /** Takes every secret out of what a remote has said. */
    String withoutSecrets(String text) {
        String clean = text;
        for (HttpsToken token : tokens) {
            clean = token.withoutSecret(clean);
        }
        return clean;
    }
}
