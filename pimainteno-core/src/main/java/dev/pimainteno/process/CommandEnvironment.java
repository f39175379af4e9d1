package dev.pimainteno.process;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of a project's own commands: what of the host's is harmless and what builds need, by name; the rest, tokens
 * among it, stays behind. Let through are
 *
 * <ul>
 *   <li>{@code PATH}, {@code HOME}, {@code USER}, {@code LOGNAME}, {@code SHELL}, {@code TZ}, {@code LANG}, {@code LANGUAGE},
 *       {@code LC_*}, {@code TMPDIR}, {@code TMP}, {@code TEMP}, {@code XDG_CACHE_HOME}, {@code XDG_DATA_HOME};
 *   <li>where toolchains and their caches are, for Java, Maven, Gradle, Rust, Go, Node, Python, Ruby and .NET;
 *   <li>certificates: {@code SSL_CERT_FILE}, {@code SSL_CERT_DIR} and their like;
 *   <li>proxies, in either case, unless the value holds a user or a password.
 * </ul>
 *
 * {@code CI=true} and {@code PIMAINTENO=1} are added, and {@code PATH} where the host has none.
 */
public final class CommandEnvironment {
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "TZ",
            "LANG",
            "LANGUAGE",
            "TMPDIR",
            "TMP",
            "TEMP",
            "XDG_CACHE_HOME",
            "XDG_DATA_HOME",
            "JAVA_HOME",
            "JDK_HOME",
            "MAVEN_HOME",
            "M2_HOME",
            "MAVEN_USER_HOME",
            "GRADLE_HOME",
            "GRADLE_USER_HOME",
            "CARGO_HOME",
            "RUSTUP_HOME",
            "RUSTUP_TOOLCHAIN",
            "GOROOT",
            "GOPATH",
            "GOCACHE",
            "GOMODCACHE",
            "GOTOOLCHAIN",
            "NODE_HOME",
            "NVM_DIR",
            "NPM_CONFIG_CACHE",
            "npm_config_cache",
            "YARN_CACHE_FOLDER",
            "PNPM_HOME",
            "PIP_CACHE_DIR",
            "UV_CACHE_DIR",
            "POETRY_CACHE_DIR",
            "PYENV_ROOT",
            "GEM_HOME",
            "GEM_PATH",
            "BUNDLE_PATH",
            "DOTNET_ROOT",
            "DOTNET_CLI_HOME",
            "NUGET_PACKAGES",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE");
    private static final Set<String> PROXIES =
            Set.of("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy");
    private static final String STANDARD_PATH = "/usr/local/bin:/usr/bin:/bin";

    private CommandEnvironment() {}

    /**
     * Chooses from an environment.
     *
     * @param host such as {@link System#getenv()}
     */
    public static Map<String, String> from(Map<String, String> host) {
        Map<String, String> environment = new TreeMap<>();
        host.forEach((name, value) -> {
            if (NAMES.contains(name) || name.startsWith("LC_") || isPlainProxy(name, value)) {
                environment.put(name, value);
            }
        });
        environment.putIfAbsent("PATH", STANDARD_PATH);
        environment.put("CI", "true");
        environment.put("PIMAINTENO", "1");
        return environment;
    }

    private static boolean isPlainProxy(String name, String value) {
        return PROXIES.contains(name.toLowerCase(Locale.ROOT)) && value.indexOf('@') < 0;
    }
}
