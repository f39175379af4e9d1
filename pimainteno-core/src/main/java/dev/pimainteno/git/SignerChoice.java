package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.CommitSigning.Format;
import dev.pimainteno.project.CommitSigning.When;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;

/**
 * Finds out whether and with what the commits in a repository are signed: from the settings, then from the keys of the Git
 * configuration that say so. Programs that a configuration names are never run.
 */
final class SignerChoice {
    private static final String REMEDY = "set git.signing_key, or git.sign = \"never\"";

    private final Config config;
    private final Path repository;
    private final Map<String, String> environment;

    /**
     * @param config what of a repository's configuration was let through
     * @param repository the checkout's root
     */
    SignerChoice(Config config, Path repository, Map<String, String> environment) {
        this.config = config;
        this.repository = repository;
        this.environment = environment;
    }

    /**
     * Returns the signer.
     *
     * @param committer by whom {@code gpg} is to know the key where none is named
     * @throws GitException if commits are to be signed and it is not known how
     */
    CommitSigner signer(CommitSigning signing, CommitIdentity committer) {
        if (signing.when() == When.NEVER || (signing.when() == When.REPOSITORY && !isAskedFor())) {
            return CommitSigner.none();
        }
        Format format = signing.format().orElseGet(this::format);
        Optional<String> key = signing.key().or(this::key);
        SigningProgram program = new SigningProgram(ProcessRunner.create(), environment);
        return switch (format) {
            case OPENPGP -> new OpenPgpSigner(program, key.orElseGet(committer::toString));
            case SSH ->
                new SshSigner(
                        program,
                        sshKey(key.orElseThrow(() -> refused("no key is named for SSH signatures (user.signingKey)"))));
        };
    }

    private boolean isAskedFor() {
        try {
            return config.getBoolean("commit", "gpgSign", false);
        } catch (IllegalArgumentException e) {
            throw refused("commit.gpgSign is neither true nor false");
        }
    }

    private Format format() {
        String named = config.getString("gpg", null, "format");
        if (named == null) {
            return Format.OPENPGP;
        }
        return switch (named.toLowerCase(Locale.ROOT)) {
            case "openpgp" -> Format.OPENPGP;
            case "ssh" -> Format.SSH;
            default -> throw refused("gpg.format is '" + named + "', and only openpgp and ssh are supported");
        };
    }

    private Optional<String> key() {
        String key = config.getString("user", null, "signingKey");
        if (key == null || key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CommitSigning.requireKey(key));
        } catch (IllegalArgumentException e) {
            throw refused("user.signingKey is not the name of a key");
        }
    }

    /** As Git takes it: a public key, with or without {@code key::}, or a path, which may begin at the user's home. */
    private String sshKey(String key) {
        String named = key.startsWith("key::") ? key.substring("key::".length()) : key;
        if (SshSigner.isLiteral(named)) {
            return named;
        }
        try {
            String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
            Path path = named.startsWith("~/") ? Path.of(home, named.substring(2)) : Path.of(named);
            if (path.isAbsolute()) {
                return path.toString();
            }
        } catch (InvalidPathException e) {
            throw refused("the signing key '" + named + "' is neither a public key nor a path");
        }
        throw refused("the signing key '" + named + "' is neither a public key nor an absolute path");
    }

    private GitException refused(String why) {
        return new GitException(
                Reason.NOT_SIGNED,
                "Cannot sign commits in " + repository + " as it is asked for: " + why + "; " + REMEDY,
                null);
    }
}
