package dev.pimainteno.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProcessMarkTest {
    private final ProcessMark mark = ProcessMark.of("20260301-120000-00beef");

    @Test
    void addsTheMarkToAnEnvironment() {
        assertThat(mark.on(Map.of("PATH", "/bin")))
                .isEqualTo(Map.of("PATH", "/bin", "PIMAINTENO_RUN", "20260301-120000-00beef"));
    }

    @Test
    void endsEverythingThatInheritedTheMarkAndNothingElse() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc here");
        Process marked = start(mark, "setsid sleep 600 & echo $!; wait");
        Process other = start(ProcessMark.of("20260301-120000-00beee"), "echo $$; exec sleep 600");
        long grandchild = firstLine(marked);
        firstLine(other);

        int ended = mark.endAll();

        assertThat(ended).isGreaterThanOrEqualTo(2);
        assertThat(marked.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Processes.awaitGone(grandchild);
        assertThat(other.isAlive()).isTrue();
        assertThat(mark.endAll()).isZero();
        other.destroyForcibly();
    }

    @Test
    @Timeout(60)
    void waitsForNoParentThatIsStoppedAndCannotTellOfTheEnd() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc here");
        // The child speaks, so that it has its environment by then, and its parent is stopped.
        String marked =
                ProcessMark.VARIABLE + "=" + mark.value() + " sh -c 'kill -STOP $PPID; echo $$; exec sleep 600'";
        Process parent = new ProcessBuilder("sh", "-c", marked + " & wait").start();
        try {
            firstLine(parent);

            assertThat(mark.endAll()).isPositive();

            assertThat(mark.endAll()).isZero();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void takesNoMarkThatCouldBeMistakenForAnother() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessMark.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessMark.of("a b"));
    }

    private static Process start(ProcessMark mark, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().put(ProcessMark.VARIABLE, mark.value());
        return builder.start();
    }

    private static long firstLine(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return Long.parseLong(String.valueOf(lines.readLine()).strip());
    }
}
