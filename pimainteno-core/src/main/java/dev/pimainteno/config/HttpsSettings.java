package dev.pimainteno.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code [[git.https]]}: what to sign in with at one host. Where the token is kept is one of the two. Immutable.
 *
 * @param host in lower case, such as {@code github.com}, with {@code :port} if that is not 443; the token goes to it alone
 * @param user whom the host signs in; {@code git} by default, as most hosts only look at the token
 * @param tokenFile a file whose first line is the token, which nobody else may read; absolute
 * @param tokenEnv the name of an environment variable that holds the token
 */
public record HttpsSettings(String host, String user, Optional<Path> tokenFile, Optional<String> tokenEnv) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern USER = Pattern.compile("[^:\\s\\p{Cntrl}]+");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final String USUAL_USER = "git";

    public HttpsSettings {
        if (!HOST.matcher(host).matches() || !USER.matcher(user).matches()) {
            throw new IllegalArgumentException("host or user cannot be: '" + host + "', '" + user + "'");
        }
        if (tokenFile.isPresent() == tokenEnv.isPresent()) {
            throw new IllegalArgumentException("either tokenFile or tokenEnv");
        }
    }

    /**
     * Reads one table, and reports what is wrong in it.
     *
     * @param hosts the hosts that were there before; this one is added
     */
    static Optional<HttpsSettings> read(Table table, Set<String> hosts) {
        Optional<String> host = table.get("host").flatMap(value -> readHost(value, hosts));
        Optional<String> user = table.get("user")
                .map(value -> value.text("a user such as \"git\"")
                        .filter(text -> value.check(USER.matcher(text).matches(), "a user without blanks and colons")))
                .orElse(Optional.of(USUAL_USER));
        Optional<Value> file = table.get("token_file");
        Optional<Value> variable = table.get("token_env");
        Optional<Path> tokenFile = file.flatMap(Value::path);
        Optional<String> tokenEnv = variable.flatMap(HttpsSettings::readVariable);
        if (table.get("host").isEmpty()) {
            table.document()
                    .error(table.line(), Section.GIT_HTTPS.fullKey("host"), "not set; expected host = \"github.com\"");
        }
        if (file.isEmpty() && variable.isEmpty()) {
            table.document()
                    .error(
                            table.line(),
                            Section.GIT_HTTPS.fullKey("token_file"),
                            "not set; expected it or token_env, which say where the token is");
        }
        if (file.isPresent() && variable.isPresent()) {
            variable.get().reject("token_file or token_env, not both");
            return Optional.empty();
        }
        boolean whole = host.isPresent() && user.isPresent() && (tokenFile.isPresent() || tokenEnv.isPresent());
        return whole ? Optional.of(new HttpsSettings(host.get(), user.get(), tokenFile, tokenEnv)) : Optional.empty();
    }

    private static Optional<String> readHost(Value value, Set<String> hosts) {
        String expected = "a host such as \"github.com\" or \"git.example.org:8443\", without https://";
        return value.text(expected)
                .filter(text -> value.check(HOST.matcher(text).matches(), expected))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> value.check(hosts.add(text), "each host only once"));
    }

    private static Optional<String> readVariable(Value value) {
        if (value.raw() instanceof String text
                && VARIABLE.matcher(text).matches()
                && !new Quotation(text).looksLikeASecret()) {
            return Optional.of(text);
        }
        value.rejectUnseen("the name of an environment variable that holds the token, such as \"GITHUB_TOKEN\"");
        return Optional.empty();
    }
}
