package dev.pimainteno.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of services stand on. */
class PrivateSystemdTest {
    private static final long PATIENCE_SECONDS = 60;

    @BeforeAll
    static void needSystemd() {
        PrivateSystemd.start().close();
    }

    @Test
    void keepsWhatItWritesToItself(@TempDir Path shared) throws Exception {
        try (PrivateSystemd systemd = PrivateSystemd.start(List.of(shared))) {
            systemd.write("/etc/pimainteno-was-here", "inside\n").write(shared + "/file", "both\n");

            assertThat(systemd.run("cat", "/etc/pimainteno-was-here")).isEqualTo("inside");
            assertThat(systemd.run("cat", "/proc/1/comm")).isEqualTo("systemd");
            assertThat(systemd.run("systemctl", "is-system-running")).isEqualTo("running");
        }

        assertThat(Path.of("/etc/pimainteno-was-here")).doesNotExist();
        assertThat(shared.resolve("file")).hasContent("both");
    }

    @Test
    void endsWhenItsInputEnds() throws Exception {
        Process script = startScript();
        List<ProcessHandle> inside = script.descendants().toList();

        script.getOutputStream().close();

        assertThat(script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        awaitEnd(inside);
    }

    @Test
    void endsWhenItIsKilled() throws Exception {
        Process script = startScript();
        List<ProcessHandle> inside = script.descendants().toList();

        script.destroyForcibly();

        awaitEnd(inside);
    }

    private static Process startScript() throws Exception {
        Path path = Path.of("src/test/resources/with-systemd.sh");
        Process script = new ProcessBuilder("/bin/bash", path.toString(), "--hold").start();
        String line = new BufferedReader(new InputStreamReader(script.getInputStream(), UTF_8)).readLine();
        assertThat(line).startsWith("ready ");
        assertThat(Files.exists(Path.of(line.substring("ready ".length())))).isTrue();
        return script;
    }

    private static void awaitEnd(List<ProcessHandle> inside) throws Exception {
        assertThat(inside).as("systemd, its journal and its bus").hasSizeGreaterThan(3);
        for (ProcessHandle process : inside) {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
