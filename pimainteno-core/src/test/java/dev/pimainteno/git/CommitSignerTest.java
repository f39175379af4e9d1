package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.CommitSigning.Format;
import dev.pimainteno.project.CommitSigning.When;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures by the real {@code ssh-keygen} and {@code gpg}, verified by the real {@code git}. */
class CommitSignerTest {
    private static final CommitIdentity ADA = new CommitIdentity("Ada", "ada@example.org");
    private static final CommitIdentity BOT = new CommitIdentity("Bot", "bot@example.org");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private NativeGit git;
    private Path home;

    @BeforeEach
    void makeRepository() throws IOException {
        git = NativeGit.repository(directory.resolve("shop"));
        home = Files.createDirectory(directory.resolve("home"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        environment.put("SSH_AUTH_SOCK", directory.resolve("no-agent").toString());
    }

    @AfterEach
    void endAgents() throws Exception {
        if (environment.containsKey("GNUPGHOME")) {
            run("gpgconf", "--kill", "all");
            run("rm", "-r", "-f", environment.get("GNUPGHOME"));
        }
    }

    @Test
    void signsWithAnSshKeyThatTheRepositoryNames() throws Exception {
        Path key = sshKey("");
        git.run("config", "commit.gpgSign", "true");
        git.run("config", "gpg.format", "ssh");
        git.run("config", "user.signingKey", key.toString());

        CommitId commit = commit(CommitSigning.standard());

        assertThat(verify(commit)).contains("Good \"git\" signature for ada@example.org");
        assertThat(ours().run("log", "-1", "--format=%an %cn %s", commit.hex())).isEqualTo("Ada Bot Mend it\n");
    }

    @Test
    void signsWithAnSshKeyFromTheSettingsWhereTheRepositorySaysNothing() throws Exception {
        Path key = sshKey("");

        CommitId commit = commit(new CommitSigning(When.ALWAYS, Optional.of(Format.SSH), Optional.of(key.toString())));

        assertThat(verify(commit)).contains("Good \"git\" signature");
    }

    @Test
    void signsWithAPassphraseThatOnlyTheAgentKnows() throws Exception {
        Path key = sshKey("correct horse");
        Path socket = directory.resolve("agent");
        environment.put("SSH_AUTH_SOCK", socket.toString());
        Path asks = script("askpass", "echo 'correct horse'");
        environment.put("SSH_ASKPASS", asks.toString());
        environment.put("SSH_ASKPASS_REQUIRE", "force");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(agent.inputReader().readLine()).contains(socket.toString());
            ProcessResult added = run("ssh-add", "-q", key.toString());
            assertThat(added.succeeded()).as(added.errors()).isTrue();
            String publicKey = Files.readString(Path.of(key + ".pub")).strip();
            Files.delete(key);

            CommitId commit =
                    commit(new CommitSigning(When.ALWAYS, Optional.of(Format.SSH), Optional.of("key::" + publicKey)));

            assertThat(verify(commit)).contains("Good \"git\" signature");
        } finally {
            agent.destroy();
        }
    }

    @Test
    void signsWithAnOpenPgpKeyThatTheCommittersNameFinds() throws Exception {
        openPgpKey("");
        git.run("config", "commit.gpgSign", "true");

        CommitId commit = commit(CommitSigning.standard());

        assertThat(verify(commit)).contains("Good signature from \"Bot <bot@example.org>\"");
    }

    @Test
    void aSignatureOfOneCommitIsNoneOfAnother() throws Exception {
        Path key = sshKey("");
        CommitSigning signing = new CommitSigning(When.ALWAYS, Optional.of(Format.SSH), Optional.of(key.toString()));
        CommitId commit = commit(signing);
        String forged = ours().run("cat-file", "commit", commit.hex()).replace("Mend it", "Break it");
        Path file = Files.writeString(directory.resolve("forged"), forged);
        String id =
                ours().run("hash-object", "-t", "commit", "-w", file.toString()).strip();

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> verify(new CommitId(id)));
    }

    @Test
    void signsNothingWhereNothingAsksForIt() throws Exception {
        git.run("config", "user.signingKey", "/nowhere");

        assertThat(isSigned(commit(CommitSigning.standard()))).isFalse();
        git.run("config", "commit.gpgSign", "true");
        assertThat(isSigned(commit(new CommitSigning(When.NEVER, Optional.empty(), Optional.empty()))))
                .isFalse();
    }

    @Test
    void refusesAKeyWhosePassphraseNobodyKnowsAndAsksNobody() throws Exception {
        Path key = sshKey("correct horse");
        environment.put(
                "SSH_ASKPASS",
                script("askpass", "touch '" + directory.resolve("asked") + "'").toString());
        environment.put("DISPLAY", ":0");

        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() ->
                        commit(new CommitSigning(When.ALWAYS, Optional.of(Format.SSH), Optional.of(key.toString()))))
                .withMessageContaining("Cannot sign the commit with the SSH key " + key + ": ssh-keygen ended with")
                .withMessageContaining("ssh-add")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(GitException.Reason.NOT_SIGNED))
                .satisfies(e -> assertThat(e.isRetryable()).isFalse());
        assertThat(directory.resolve("asked")).doesNotExist();
    }

    @Test
    void refusesAnOpenPgpKeyWhosePassphraseNobodyKnows() throws Exception {
        openPgpKey("correct horse");
        run("gpgconf", "--kill", "gpg-agent");

        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> commit(new CommitSigning(When.ALWAYS, Optional.empty(), Optional.empty())))
                .withMessageContaining(
                        "Cannot sign the commit with the OpenPGP key 'Bot <bot@example.org>': gpg ended with 2")
                .withMessageContaining("gpg-preset-passphrase");
    }

    @ParameterizedTest
    @CsvSource({
        "gpg.format, x509, only openpgp and ssh are supported",
        "user.signingKey, -oProxyCommand=x, user.signingKey is not the name of a key",
        "user.signingKey, id, neither a public key nor an absolute path",
        "user.signingKey, '', no key is named for SSH signatures",
        "commit.gpgSign, perhaps, commit.gpgSign is neither true nor false",
    })
    void refusesWhatTheRepositoryAsksForWhenItIsNotKnownHow(String key, String value, String why) {
        git.run("config", "commit.gpgSign", "true");
        git.run("config", "gpg.format", "ssh");
        git.run("config", "user.signingKey", "/nowhere");
        git.run("config", key, value);

        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> signer(CommitSigning.standard()))
                .withMessageContaining(why)
                .withMessageContaining("git.sign = \"never\"");
    }

    @Test
    void refusesAKeyThatIsNotThereAndAProgramThatIsNotThere() throws Exception {
        CommitSigning missing = new CommitSigning(When.ALWAYS, Optional.of(Format.SSH), Optional.of("/nowhere/key"));
        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> commit(missing))
                .withMessageContaining("/nowhere/key: the file is missing");
        Path key = sshKey("");
        environment.put("PATH", directory.resolve("empty").toString());

        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() ->
                        commit(new CommitSigning(When.ALWAYS, Optional.of(Format.SSH), Optional.of(key.toString()))))
                .withMessageContaining("Cannot start 'ssh-keygen': no such program");
    }

    @Test
    void neverRunsAProgramThatTheRepositoryNames() throws Exception {
        Path key = sshKey("");
        Path evil = script("evil", "touch '" + directory.resolve("ran") + "'");
        git.run("config", "commit.gpgSign", "true");
        git.run("config", "gpg.format", "ssh");
        git.run("config", "user.signingKey", key.toString());
        git.run("config", "gpg.program", evil.toString());
        git.run("config", "gpg.ssh.program", evil.toString());
        git.run("config", "gpg.ssh.defaultKeyCommand", evil.toString());

        assertThat(isSigned(commit(CommitSigning.standard()))).isTrue();
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    private CommitId commit(CommitSigning signing) throws InterruptedException {
        try (GitProject project = open();
                PrivateRepository repository =
                        PrivateRepository.open(directory.resolve("objects.git"), project.objects())) {
            CommitId head = new CommitId(git.head());
            TreeId tree = new TreeId(git.run("rev-parse", "HEAD^{tree}").strip());
            CommitSigner signer = project.signer(signing, BOT, Map.copyOf(environment));
            CommitId commit = repository.commit(tree, head, ADA, BOT, "Mend it\n", NOON, signer);
            if (isSigned(commit)) {
                assertThat(repository.record(commit).signature()).isPresent();
            }
            return commit;
        }
    }

    private CommitSigner signer(CommitSigning signing) {
        try (GitProject project = open()) {
            return project.signer(signing, BOT, Map.copyOf(environment));
        }
    }

    private GitProject open() {
        return GitProject.open(
                Project.builder(ProjectId.of("shop"), git.directory()).build());
    }

    private boolean isSigned(CommitId commit) {
        return ours().run("cat-file", "commit", commit.hex()).contains("\ngpgsig -----BEGIN ");
    }

    /** Returns what Git says of a signature; a signature that is not good is a failure of the test. */
    private String verify(CommitId commit) throws Exception {
        Path allowed = directory.resolve("allowed");
        Path key = directory.resolve("key.pub");
        Files.writeString(allowed, Files.exists(key) ? "ada@example.org " + Files.readString(key) : "");
        ProcessResult result = run(
                "git",
                "--git-dir",
                directory.resolve("objects.git").toString(),
                "-c",
                "gpg.ssh.allowedSignersFile=" + allowed,
                "verify-commit",
                commit.hex());
        if (!result.succeeded()) {
            throw new AssertionError(result.errors() + result.output());
        }
        return result.errors() + result.output();
    }

    private NativeGit ours() {
        return NativeGit.in(directory.resolve("objects.git"));
    }

    private Path sshKey(String passphrase) throws Exception {
        Path key = directory.resolve("key");
        assertThat(run("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "ada", "-f", key.toString())
                        .succeeded())
                .isTrue();
        return key;
    }

    private void openPgpKey(String passphrase) throws Exception {
        // A socket's path must be short, which that of a test's directory need not be.
        Path keyring = Files.createTempDirectory(
                Path.of("/tmp"),
                "pgp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        environment.put("GNUPGHOME", keyring.toString());
        ProcessResult made = run(
                "gpg",
                "--batch",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                passphrase,
                "--quick-generate-key",
                BOT.toString(),
                "ed25519",
                "sign",
                "never");
        assertThat(made.succeeded()).as(made.errors()).isTrue();
    }

    private Path script(String name, String body) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private ProcessResult run(String... argv) throws Exception {
        return ProcessRunner.create()
                .run(ProcessRequest.of(Command.of(argv), directory)
                        .environment(environment)
                        .build());
    }
}
