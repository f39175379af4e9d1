package dev.pimainteno.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.process.ProcessResult.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the processes that a child has started. Each prints its id, and the last of them that it is ready. */
@Timeout(120)
class ProcessTreeTest {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final ProcessRunner runner = ProcessRunner.create();

    @TempDir
    Path directory;

    @BeforeEach
    void requireSessions() {
        boolean present = Files.isExecutable(SETSID);
        if (Boolean.getBoolean("pimainteno.real")) {
            assertThat(present).as("there is a " + SETSID).isTrue();
        }
        Assumptions.assumeTrue(present, "there is no " + SETSID);
    }

    @Test
    void aGrandchildDoesNotOutliveAChildThatExits() throws Exception {
        ProcessResult result = run("sleep 600 & echo $!");

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertAllGone(result, 1);
    }

    @Test
    void aGrandchildDoesNotOutliveTheCall() throws Exception {
        ProcessResult result = run("sleep 600 & echo $!; echo $$; echo ready; wait");

        assertThat(result.ending()).isEqualTo(Ending.LINGERED);
        assertAllGone(result, 2);
    }

    @Test
    void aGrandchildThatIgnoresTheFriendlySignalDoesNotOutliveTheCall() throws Exception {
        ProcessResult result =
                run("(trap '' TERM HUP; sh -c 'echo $$; echo ready; while :; do sleep 0.1; done') & wait");

        assertThat(result.ending()).isEqualTo(Ending.LINGERED);
        assertAllGone(result, 1);
    }

    @Test
    void aGrandchildWhoseParentsAreGoneIsFoundByItsGroup() throws Exception {
        ProcessResult exited = run("(sh -c 'sleep 600 & echo $!'); exit 0");
        ProcessResult stayed = run("(sh -c 'sleep 600 & echo $!'); echo ready; exec sleep 600");

        assertThat(exited.ending()).isEqualTo(Ending.EXITED);
        assertThat(stayed.ending()).isEqualTo(Ending.LINGERED);
        assertAllGone(exited, 1);
        assertAllGone(stayed, 1);
    }

    @Test
    void aGrandchildInASessionOfItsOwnIsFoundByItsParents() throws Exception {
        ProcessResult result = run(SETSID + " sh -c 'echo $$; echo ready; exec sleep 600' & wait");

        assertThat(result.ending()).isEqualTo(Ending.LINGERED);
        assertAllGone(result, 1);
    }

    @Test
    void aGrandchildInASessionOfItsOwnThatWasSeenBeforeItsParentExitsIsEnded() throws Exception {
        ProcessResult result = run(SETSID + " sh -c 'echo $$; exec sleep 600 >/dev/null 2>&1' & sleep 2; exit 0");

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertAllGone(result, 1);
    }

    private ProcessResult run(String script) throws InterruptedException {
        return runner.run(ProcessRequest.of(Command.of("/bin/sh", "-c", script), directory)
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .timeout(Duration.ofSeconds(60))
                .lastLine("ready"::equals)
                .build());
    }

    private static void assertAllGone(ProcessResult result, int expected) throws Exception {
        List<Long> pids = result.output()
                .lines()
                .filter(line -> !line.equals("ready"))
                .map(Long::parseLong)
                .toList();
        assertThat(pids).hasSize(expected);
        for (long pid : pids) {
            Processes.awaitGone(pid);
        }
    }
}
