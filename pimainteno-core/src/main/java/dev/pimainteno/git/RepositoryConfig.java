package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * A repository's configuration as text that somebody else wrote. Only the keys that are named here get through to Git work;
 * all others, whatever a future Git makes of them, do not: no command, no include, no rule for another address. Of the user's
 * own configuration come the identity, the rules for addresses, and how lines end.
 */
final class RepositoryConfig {
    private static final Map<String, Set<String>> LET_THROUGH = Map.of(
            "core",
            Set.of(
                    "filemode",
                    "symlinks",
                    "ignorecase",
                    "precomposeunicode",
                    "autocrlf",
                    "eol",
                    "logallrefupdates",
                    "trustctime",
                    "checkstat",
                    "bare",
                    "sparsecheckout"),
            "index",
            Set.of("version", "skiphash"),
            "user",
            Set.of("name", "email", "signingkey"),
            "commit",
            Set.of("gpgsign"),
            "gpg",
            Set.of("format"),
            "remote",
            Set.of("url", "pushurl"),
            "branch",
            Set.of("remote"));
    private static final Map<String, Set<String>> OF_THE_USER = Map.of(
            "core", Set.of("autocrlf", "eol"),
            "user", Set.of("name", "email", "signingkey"),
            "commit", Set.of("gpgsign"),
            "gpg", Set.of("format"),
            "url", Set.of("insteadof", "pushinsteadof"));

    private final Config raw;

    private RepositoryConfig(Config raw) {
        this.raw = raw;
    }

    /** Reads what a repository is configured to, includes left out. */
    static RepositoryConfig read(GitDirectory directory) throws IOException {
        // The plain class knows no files, and so leaves includes out.
        Config raw = parse(directory, SmallFile.readIfPresent(directory.common().resolve("config")), null);
        boolean perWorkTree = raw.getBoolean("extensions", "worktreeConfig", false);
        return new RepositoryConfig(
                perWorkTree
                        ? parse(
                                directory,
                                SmallFile.readIfPresent(directory.own().resolve("config.worktree")),
                                raw)
                        : raw);
    }

    private static Config parse(GitDirectory directory, Optional<String> text, @Nullable Config base) {
        try {
            Config parsed = new Config(base);
            parsed.fromText(text.orElse(""));
            return parsed;
        } catch (ConfigInvalidException e) {
            throw new GitException(
                    Reason.NOT_A_REPOSITORY,
                    "The configuration of " + directory.workTree() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** Returns the value of a key; the last one if there are several. */
    Optional<String> value(String section, String name) {
        return Optional.ofNullable(raw.getString(section, null, name));
    }

    boolean isSet(String section, String name) {
        return raw.getBoolean(section, name, false);
    }

    /** Returns the names in a section, in lower case. */
    Set<String> names(String section) {
        return raw.getNames(section, true).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    int number(String section, String name) {
        try {
            return raw.getInt(section, name, 0);
        } catch (IllegalArgumentException e) {
            return Integer.MAX_VALUE;
        }
    }

    /** Returns a remote from which objects are to be fetched when they are needed; absent in a repository that has all. */
    Optional<String> promisor() {
        Optional<String> extension = value("extensions", "partialClone");
        return extension.isPresent()
                ? extension
                : raw.getSubsections("remote").stream()
                        .filter(remote -> raw.getBoolean("remote", remote, "promisor", false))
                        .findFirst();
    }

    /** Whether Git would go to another address than this one, by a rule of the repository's own. */
    boolean rewrites(String address) {
        return raw.getSubsections("url").stream()
                .flatMap(base -> Stream.of("insteadOf", "pushInsteadOf")
                        .flatMap(name -> Arrays.stream(raw.getStringList("url", base, name))))
                .anyMatch(prefix -> prefix != null && address.startsWith(prefix));
    }

    /** Returns what of it gets through. */
    FileBasedConfig letThrough() throws IOException {
        GivenConfig config = new GivenConfig(new PassiveFileSystem());
        copy(userConfig(), OF_THE_USER, config);
        copy(raw, LET_THROUGH, config);
        return config;
    }

    static Config userConfig() throws IOException {
        try {
            return SystemReader.getInstance().getUserConfig();
        } catch (ConfigInvalidException e) {
            throw new IOException("the user's Git configuration cannot be read: " + e.getMessage(), e);
        }
    }

    private static void copy(Config from, Map<String, Set<String>> keys, Config to) {
        keys.forEach((section, names) -> {
            copy(from, section, null, names, to);
            for (String subsection : from.getSubsections(section)) {
                copy(from, section, subsection, names, to);
            }
        });
    }

    private static void copy(Config from, String section, @Nullable String subsection, Set<String> names, Config to) {
        Set<String> set = subsection == null ? from.getNames(section, true) : from.getNames(section, subsection, true);
        for (String name : set) {
            if (names.contains(name.toLowerCase(Locale.ROOT))) {
                to.setStringList(
                        section, subsection, name, Arrays.asList(from.getStringList(section, subsection, name)));
            }
        }
    }
}
