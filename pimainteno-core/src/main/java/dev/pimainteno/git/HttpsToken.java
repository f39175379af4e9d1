package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What this program signs in with at one host over HTTPS: a user and a token, or a password. It is sent to that host and no
 * other, over TLS only, and read where it is kept each time that it is needed. Immutable.
 */
public final class HttpsToken {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");
    private static final int HTTPS = 443;

    private final String host;
    private final String user;
    private final Supplier<String> secret;

    private HttpsToken(String host, String user, Supplier<String> secret) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("not a host such as github.com or git.example.org:8443: '" + host + "'");
        }
        if (user.isEmpty() || user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a user to sign in as: '" + user + "'");
        }
        this.host = host.toLowerCase(Locale.ROOT);
        this.user = user;
        this.secret = secret;
    }

    /**
     * A token in a file that nobody else may read.
     *
     * @param host such as {@code github.com}, with {@code :port} if it is not 443
     * @param user whom the host signs in; many hosts take any name beside a token
     * @param file its first line is the token
     */
    public static HttpsToken inFile(String host, String user, Path file) {
        return new HttpsToken(host, user, () -> read(file));
    }

    /**
     * A token in an environment variable.
     *
     * @param environment such as {@link System#getenv()}
     */
    public static HttpsToken inVariable(String host, String user, String name, Map<String, String> environment) {
        return new HttpsToken(host, user, () -> {
            String value = environment.getOrDefault(name, "").strip();
            if (value.isEmpty()) {
                throw missing("The environment variable " + name + ", which should hold the token for " + host
                        + ", is not set");
            }
            return value;
        });
    }

    /** Returns the host, in lower case, with the port if that is not 443. */
    public String host() {
        return host;
    }

    /** Whether it is for a host. */
    boolean isFor(String name, int port) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean standard = port < 0 || port == HTTPS;
        return host.equals(lower + ":" + (port < 0 ? HTTPS : port)) || (standard && host.equals(lower));
    }

    /** Returns the value of an {@code Authorization} header. */
    String authorization() {
        String pair = user + ":" + secret.get();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes it out of what a server has said. */
    String withoutSecret(String text) {
        try {
            return text.replace(authorization().substring("Basic ".length()), "***")
                    .replace(secret.get(), "***");
        } catch (GitException e) {
            return text; // What cannot be read was not sent either.
        }
    }

    private static String read(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw missing("The file " + file + " holds a token and can be read by everybody, or written by others:"
                        + " chmod 600 " + file);
            }
            String token = SmallFile.read(file.toRealPath())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (token.isEmpty()) {
                throw missing("The file " + file + ", which should hold a token, is empty");
            }
            return token;
        } catch (IOException e) {
            throw new GitException(Reason.NOT_PERMITTED, "Cannot read the token in " + file + ": " + e, e);
        }
    }

    private static GitException missing(String message) {
        return new GitException(Reason.NOT_PERMITTED, message, null);
    }

    @Override
    public String toString() {
        return user + "@" + host;
    }
}
