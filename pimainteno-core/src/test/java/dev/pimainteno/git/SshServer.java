package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** OpenSSH's own server on this machine, with keys of its own. */
final class SshServer {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final Process process;
    private final int port;

    private SshServer(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Starts a server; skips the test where there is none, unless real parts are required. */
    static SshServer start(Path directory) throws IOException {
        boolean present = Files.isExecutable(PROGRAM);
        if (!Boolean.getBoolean("pimainteno.real")) {
            assumeTrue(present, "there is no " + PROGRAM + ": install openssh-server");
        }
        assertThat(present).as("%s is there", PROGRAM).isTrue();
        // Where it runs as root it wants this empty directory, which only its service makes.
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Files.createDirectories(directory);
        makeKey(directory.resolve("host_key"), "");
        makeKey(directory.resolve("user_key"), "");
        makeKey(directory.resolve("stranger_key"), "");
        makeKey(directory.resolve("locked_key"), "a passphrase");
        Files.writeString(
                directory.resolve("authorized_keys"),
                Files.readString(directory.resolve("user_key.pub"))
                        + Files.readString(directory.resolve("locked_key.pub")));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = directory.resolve("sshd_config");
        Files.writeString(configuration, """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s/host_key
                AuthorizedKeysFile %s/authorized_keys
                PidFile none
                UsePAM no
                StrictModes no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                LogLevel INFO
                """.formatted(port, directory, directory));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .start();
        SshServer server = new SshServer(directory, process, port);
        server.awaitListening();
        return server;
    }

    static void makeKey(Path file, String passphrase) throws IOException {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString());
    }

    int port() {
        return port;
    }

    Path key(String name) {
        return directory.resolve(name);
    }

    /** Returns a line that lets the server be known at a port. */
    String knownAt(int at) throws IOException {
        return "[127.0.0.1]:" + at + " " + Files.readString(directory.resolve("host_key.pub"));
    }

    void stop() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor();
    }

    private void awaitListening() throws IOException {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Server listening")) {
                Thread drain = new Thread(() -> drain(log), "sshd log");
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new AssertionError("sshd did not start: " + said);
    }

    /** What nobody reads would fill the pipe, and stop the server. */
    private static void drain(BufferedReader log) {
        try (log) {
            log.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The server has ended.
        }
    }

    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(Arrays.toString(command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
