package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Remotes over SSH, at OpenSSH's own server. */
class SshRemoteTest extends RemoteCases {
    private SshServer server;
    private Path known;

    @BeforeEach
    void startServer() throws IOException {
        server = SshServer.start(directory.resolve("sshd"));
        known = directory.resolve("home/.ssh/known_hosts");
        Files.createDirectories(known.resolveSibling(""));
        Files.writeString(known, server.knownAt(server.port()));
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        server.stop();
    }

    @Override
    String address(int port) {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + bare.directory();
    }

    @Override
    int port() {
        return server.port();
    }

    @Override
    RemoteAccess access() {
        return withKey("user_key");
    }

    @Override
    void alsoAt(int port) throws IOException {
        Files.writeString(known, server.knownAt(port), StandardOpenOption.APPEND);
    }

    @Test
    void usesTheOperatorsOwnKeysAndConfiguration() throws IOException {
        Files.copy(server.key("user_key"), known.resolveSibling("id_ed25519"));
        Files.writeString(
                known.resolveSibling("config"),
                "Host shop\n  HostName 127.0.0.1\n  Port " + port() + "\n  User " + System.getProperty("user.name")
                        + "\n");
        shop.run("remote", "set-url", "origin", "shop:" + bare.directory());

        try (GitProject project = project(RemoteAccess.standard().withSsh(ssh()))) {
            assertThat(project.heads().remote().orElseThrow().head().hex()).isEqualTo(shop.head());
        }
    }

    @Test
    void usesAnAgentForKeysWithAPassphrase() throws IOException {
        point(port());
        Path socket = directory.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(agent.inputReader().readLine()).contains(socket.toString());
            add(server.key("user_key"), socket);
            SshAccess ssh = new SshAccess(known.resolveSibling(""), List.of(), known, socket);

            try (GitProject project = project(RemoteAccess.standard().withSsh(ssh))) {
                assertThat(project.heads().remote().orElseThrow().head().hex()).isEqualTo(shop.head());
            }
        } finally {
            agent.destroy();
        }
    }

    @Test
    void usesItsKeysWhenTheAgentHasEnded() {
        point(port());
        SshAccess ssh = new SshAccess(
                known.resolveSibling(""), List.of(server.key("user_key")), known, directory.resolve("no-agent"));

        try (GitProject project = project(RemoteAccess.standard().withSsh(ssh))) {
            assertThat(project.heads().remote()).isPresent();
        }
    }

    @Test
    void saysThatAKeyIsNotAccepted() {
        point(port());

        assertRefused(withKey("stranger_key"), Reason.NOT_PERMITTED, "does not accept the keys", "stranger_key");
    }

    @Test
    void saysThatAKeyWithAPassphraseNeedsAnAgent() {
        point(port());

        assertRefused(withKey("locked_key"), Reason.NOT_PERMITTED, "there is no agent (SSH_AUTH_SOCK)");
    }

    @Test
    void refusesAHostThatIsNotKnownWhateverAConfigurationSays() throws IOException {
        point(port());
        Files.writeString(known, "");
        Files.writeString(
                known.resolveSibling("config"), "Host *\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n");

        assertRefused(
                access(),
                Reason.NOT_PERMITTED,
                "its host key is not known (SHA256:",
                "ssh-keyscan -p " + port() + " 127.0.0.1 >> " + known);
        assertThat(known).isEmptyFile();
    }

    @Test
    void refusesAHostWhoseKeyHasChanged() throws IOException {
        point(port());
        Files.writeString(known, "[127.0.0.1]:" + port() + " " + Files.readString(server.key("stranger_key.pub")));

        assertRefused(
                access(), Reason.NOT_PERMITTED, "is not the one that is known", "-R '[127.0.0.1]:" + port() + "'");
    }

    private static void add(Path key, Path socket) {
        SshServer.run("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", key.toString());
    }

    private RemoteAccess withKey(String name) {
        return RemoteAccess.standard().withSsh(ssh().withIdentities(List.of(server.key(name))));
    }

    private SshAccess ssh() {
        return new SshAccess(known.resolveSibling(""), List.of(), null, null);
    }
}
