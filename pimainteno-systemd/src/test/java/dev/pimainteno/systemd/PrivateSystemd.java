package dev.pimainteno.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real systemd of its own, with a bus and a journal, in which a test may start, break and mask services. It sees the
 * host's files for reading; what is written inside vanishes with it. It ends when it is closed, and when this process
 * ends in whatever way. Commands run inside one by one, from outside. Safe for many threads.
 *
 * <p>Needs root, systemd and dbus; where they are missing the test is skipped, or fails where real parts are required.
 */
public final class PrivateSystemd implements AutoCloseable {
    private static final int CANNOT = 77;
    private static final long STOP_SECONDS = 30;
    private static final String READY = "ready ";

    /** What is inside besides systemd. */
    public enum With {
        /** polkit, which lets users who are not root do what its rules permit. */
        POLKIT("--polkit"),
        /** Managers of the services of single users. */
        USER_MANAGER("--user-manager"),
        /** The network of the host, so that ports are the same inside and outside. */
        HOST_NETWORK("--host-net");

        private final String option;

        With(String option) {
            this.option = option;
        }
    }

    private final ProcessRunner runner = ProcessRunner.create();
    private final Process process;
    private final Path script;
    private final String enter;

    private PrivateSystemd(Process process, Path script, String enter) {
        this.process = process;
        this.script = script;
        this.enter = enter;
    }

    /** Starts a systemd that shares no file with the host for writing. */
    public static PrivateSystemd start(With... parts) {
        return start(List.of(), parts);
    }

    /**
     * Starts a systemd.
     *
     * @param shared directories of the host that are the same inside, for reading and writing; existing
     */
    public static PrivateSystemd start(List<Path> shared, With... parts) {
        List<String> argv = new ArrayList<>();
        try {
            Path script = unpackScript();
            argv.addAll(List.of("/bin/bash", script.toString(), "--hold"));
            for (With part : parts) {
                argv.add(part.option);
            }
            // The classes under test, wherever they are checked out.
            Path checkout = Path.of("..").toAbsolutePath().normalize();
            argv.addAll(List.of("--ro", checkout.toString()));
            for (Path directory : shared) {
                argv.addAll(List.of("--rw", directory.toString()));
            }
            return await(new ProcessBuilder(argv).start(), script);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + argv, e);
        }
    }

    /** Returns the words that let a command run inside, as root: an argument vector up to and without that command. */
    public List<String> prefix() {
        return List.of("/bin/bash", enter);
    }

    /** Returns the words that let a command run inside as a user that exists there, with the groups of that user. */
    public List<String> prefixAs(String user) {
        List<String> words = new ArrayList<>(prefix());
        words.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups"));
        return words;
    }

    /** Runs a command inside and returns what it printed on standard output, without line breaks at the end. */
    public String run(String... command) {
        return runWithInput("", command);
    }

    /** Runs a command inside that reads a text from its standard input, and returns what it printed. */
    public String runWithInput(String input, String... command) {
        List<String> argv = new ArrayList<>(prefix());
        argv.addAll(List.of(command));
        ProcessResult result = execute(argv, input);
        if (!result.succeeded()) {
            throw new AssertionError(List.of(command) + " ended with " + result.ending() + " " + result.exitCode()
                    + ":\n" + result.output() + result.errors());
        }
        return result.output().stripTrailing();
    }

    /** Writes a file inside, and the directories above it. */
    public PrivateSystemd write(String path, String content) {
        runWithInput(content, "/bin/sh", "-c", "mkdir -p \"${1%/*}\" && cat > \"$1\"", "write", path);
        return this;
    }

    /** Adds a unit, or replaces it, and lets systemd read it. */
    public PrivateSystemd unit(String name, String content) {
        write("/run/systemd/system/" + name, content);
        run("systemctl", "daemon-reload");
        return this;
    }

    /** Adds a user with a home directory and a group of the same name. */
    public PrivateSystemd user(String name) {
        run("useradd", "--create-home", "--user-group", name);
        return this;
    }

    /** Ends everything inside. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the private systemd did not end");
            }
            Files.delete(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private ProcessResult execute(List<String> argv, String input) {
        ProcessRequest request = ProcessRequest.of(new Command(argv), Path.of("/"))
                .environment(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8"))
                .input(input.getBytes(UTF_8))
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            return runner.run(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + argv + " ran", e);
        }
    }

    private static PrivateSystemd await(Process process, Path script) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        if (line != null && line.startsWith(READY)) {
            return new PrivateSystemd(process, script, line.substring(READY.length()));
        }
        String errors = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
        Files.delete(script);
        try {
            boolean cannot = process.waitFor() == CANNOT;
            if (!cannot || Boolean.getBoolean("pimainteno.real")) {
                fail("no private systemd: " + errors);
            }
            Assumptions.abort("no private systemd: " + errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no private systemd: " + errors);
    }

    private static Path unpackScript() throws IOException {
        Path script = Files.createTempFile("with-systemd", ".sh");
        try (InputStream packed = PrivateSystemd.class.getResourceAsStream("/with-systemd.sh")) {
            if (packed == null) {
                throw new IOException("no with-systemd.sh on the class path");
            }
            Files.write(script, packed.readAllBytes());
        }
        return script;
    }
}
