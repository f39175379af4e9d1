package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A process of a test that is talked to line by line, and ends with the test at the latest. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final PrintStream input;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a program whose first arguments are the place of a store. */
    static Child start(Class<?> program, JdbcSettings settings, Object... arguments) throws Exception {
        Object[] all = new Object[arguments.length + 2];
        all[0] = settings.url();
        all[1] = settings.user();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return new Child(ChildJvm.running(program, all)
                .option("-Dorg.slf4j.simpleLogger.logFile=/dev/null")
                .start());
    }

    /** Returns the settings that a program was started with. */
    static JdbcSettings settings(String[] arguments) {
        return arguments[0].startsWith("jdbc:sqlite:")
                ? JdbcSettings.sqlite(Path.of(arguments[0].substring("jdbc:sqlite:".length())))
                : JdbcSettings.postgresql(arguments[0], arguments[1]);
    }

    @Nullable
    String line() throws IOException {
        return output.readLine();
    }

    void expect(String line) throws IOException {
        assertThat(line()).isEqualTo(line);
    }

    void tell(String line) {
        input.println(line);
    }

    void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Waits until the process has died of SIGKILL, and returns what it had said before. */
    String kill() throws Exception {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly() would close the pipe.
        StringBuilder rest = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            rest.append(line).append('\n');
        }
        assertThat(process.waitFor()).as("killed, not ended").isEqualTo(128 + 9);
        return rest.toString();
    }

    int end() throws Exception {
        input.close();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
