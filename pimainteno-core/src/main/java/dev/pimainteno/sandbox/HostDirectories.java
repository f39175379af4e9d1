package dev.pimainteno.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where things lie on this machine: what commands do not get to see, and what they need of it all the same. The homes of users,
 * run-time directories with their sockets, and what the caller names are hidden. Of this user's home there are only toolchains and
 * the caches of builds. Caches can be written, but what is written stays with the project: other projects and the user do not get to
 * see it. What is missing is left out. Immutable.
 *
 * @param home this user's; absolute
 * @param hidden existing directories of which nothing is seen
 * @param toolchains existing directories that can be read
 * @param caches existing directories that can be read, and written in a layer of the project's own
 * @param masked existing files that are empty
 */
public record HostDirectories(
        Path home, List<Path> hidden, List<Path> toolchains, List<Path> caches, List<Path> masked) {
    private static final List<String> ALWAYS_HIDDEN =
            List.of("/home", "/root", "/run", "/etc/pimainteno", "/mnt", "/media");
    private static final List<String> ALWAYS_MASKED = List.of("/etc/shadow", "/etc/gshadow", "/etc/krb5.keytab");
    private static final List<String> HOME_TOOLCHAINS = List.of(
            "bin",
            ".local/bin",
            ".local/lib",
            ".local/share/uv",
            ".local/share/mise",
            ".local/share/fnm",
            ".local/share/pnpm",
            ".rustup",
            ".nvm",
            ".volta",
            ".bun",
            ".deno",
            ".sdkman",
            ".jdks",
            ".asdf",
            ".pyenv",
            ".rbenv",
            ".ghcup",
            ".dotnet",
            ".opam");
    private static final List<String> HOME_CACHES = List.of(
            ".m2", ".gradle", ".cargo", ".npm", ".yarn", ".ivy2", ".sbt", ".nuget", ".gem", ".bundle", ".stack",
            ".cabal", ".mix", ".hex", "go");
    private static final List<String> XDG_CACHES = List.of(
            "coursier",
            "deno",
            "go-build",
            "node",
            "ms-playwright",
            "pip",
            "pnpm",
            "pypoetry",
            "pre-commit",
            "uv",
            "yarn");
    private static final List<String> HOME_MASKED = List.of(
            ".m2/settings-security.xml",
            ".cargo/credentials",
            ".cargo/credentials.toml",
            ".gem/credentials",
            ".nuget/NuGet/NuGet.Config",
            ".bundle/config");
    private static final List<String> TOOLCHAIN_VARIABLES = List.of(
            "JAVA_HOME",
            "JDK_HOME",
            "MAVEN_HOME",
            "M2_HOME",
            "GRADLE_HOME",
            "RUSTUP_HOME",
            "GOROOT",
            "NODE_HOME",
            "NVM_DIR",
            "PNPM_HOME",
            "PYENV_ROOT",
            "DOTNET_ROOT");
    private static final List<String> CACHE_VARIABLES = List.of(
            "MAVEN_USER_HOME",
            "GRADLE_USER_HOME",
            "CARGO_HOME",
            "GOPATH",
            "GOCACHE",
            "GOMODCACHE",
            "NPM_CONFIG_CACHE",
            "npm_config_cache",
            "YARN_CACHE_FOLDER",
            "PIP_CACHE_DIR",
            "UV_CACHE_DIR",
            "POETRY_CACHE_DIR",
            "GEM_HOME",
            "NUGET_PACKAGES");

    public HostDirectories {
        hidden = List.copyOf(hidden);
        toolchains = List.copyOf(toolchains);
        caches = List.copyOf(caches);
        masked = List.copyOf(masked);
    }

    /**
     * Looks at a machine.
     *
     * @param environment such as {@link System#getenv()}
     * @param secret directories that hold what is not the commands' business, such as the state directory
     */
    public static HostDirectories of(Map<String, String> environment, Collection<Path> secret) {
        Path home =
                path(environment.getOrDefault("HOME", "")).stream().findFirst().orElse(Path.of("/nonexistent"));
        Set<Path> hidden = new LinkedHashSet<>();
        ALWAYS_HIDDEN.forEach(name -> directory(Path.of(name), hidden));
        directory(home, hidden);
        secret.forEach(place -> directory(place, hidden));
        Set<Path> caches = new LinkedHashSet<>();
        HOME_CACHES.forEach(name -> directory(home.resolve(name), caches));
        Path xdg = path(environment.getOrDefault("XDG_CACHE_HOME", "")).stream()
                .findFirst()
                .orElse(home.resolve(".cache"));
        XDG_CACHES.forEach(name -> directory(xdg.resolve(name), caches));
        CACHE_VARIABLES.forEach(
                name -> path(environment.getOrDefault(name, "")).forEach(place -> directory(place, caches)));
        Set<Path> toolchains = new LinkedHashSet<>();
        HOME_TOOLCHAINS.forEach(name -> directory(home.resolve(name), toolchains));
        TOOLCHAIN_VARIABLES.forEach(
                name -> path(environment.getOrDefault(name, "")).forEach(place -> directory(place, toolchains)));
        path(environment.getOrDefault("PATH", "")).stream()
                .filter(place -> hidden.stream().anyMatch(place::startsWith))
                .forEach(place -> directory(place, toolchains));
        List<Path> masked = new ArrayList<>();
        ALWAYS_MASKED.forEach(name -> file(Path.of(name), masked));
        HOME_MASKED.forEach(name -> file(home.resolve(name), masked));
        return new HostDirectories(
                real(home),
                List.copyOf(hidden),
                toolchains.stream()
                        .filter(place -> !contains(hidden, place) && !within(caches, place))
                        .toList(),
                caches.stream()
                        .filter(place -> !contains(hidden, place) && !within(caches, place))
                        .toList(),
                masked);
    }

    /** Returns an environment that names the home and the directory for temporary files as they are inside. */
    public Map<String, String> environment(Map<String, String> outside) {
        Map<String, String> inside = new HashMap<>(outside);
        inside.keySet().removeAll(List.of("TMP", "TEMP"));
        inside.put("TMPDIR", "/tmp");
        inside.put("HOME", home.toString());
        return inside;
    }

    /** A link shows what it leads to, which is mounted under its own name as well. */
    private static void directory(Path place, Collection<Path> found) {
        if (place.getNameCount() > 0 && Files.isDirectory(place)) {
            found.add(real(place));
        }
    }

    private static void file(Path place, Collection<Path> found) {
        if (Files.isRegularFile(place)) {
            found.add(real(place));
        }
    }

    private static boolean contains(Set<Path> hidden, Path place) {
        return hidden.stream().anyMatch(other -> other.startsWith(place));
    }

    private static boolean within(Set<Path> caches, Path place) {
        return caches.stream().anyMatch(other -> !other.equals(place) && place.startsWith(other));
    }

    private static List<Path> path(String value) {
        List<Path> places = new ArrayList<>();
        for (String part : value.split(":", -1)) {
            // Others lead nowhere, or to wherever a command happens to be.
            if (part.startsWith("/") && part.indexOf('\0') < 0) {
                Path place = Path.of(part).normalize();
                if (place.getNameCount() > 0) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    private static Path real(Path place) {
        try {
            return place.toRealPath();
        } catch (IOException e) {
            return place; // It is about to be found missing where it is used.
        }
    }
}
