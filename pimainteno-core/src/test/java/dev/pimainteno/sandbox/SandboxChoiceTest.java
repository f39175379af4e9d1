package dev.pimainteno.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SandboxChoiceTest {
    private static final Protection CLAIMED = new Protection("claimed", List.of(), true);

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();

    @Test
    void takesTheFirstThatWorksAndTriesEachOnce() throws InterruptedException {
        Sandbox broken = sandbox("broken", () -> {
            throw new ProcessException(Reason.NOT_FOUND, "no such program", null);
        });
        Sandbox good = sandbox("good", () -> sh("echo enclosed"));
        SandboxChoice choice = SandboxChoice.of(
                List.of(() -> List.of(broken), () -> List.of(good), () -> List.of(Sandbox.none(Bounds.standard()))),
                directory.resolve("a/b/probe"));

        assertThat(choice.works()).isTrue();
        choice.run(request(), Allowance.none());

        assertThat(asked).containsExactly("broken", "good", "good");
        assertThat(choice.protection().name()).isEqualTo("good");
        assertThat(choice.troubles()).containsExactly("broken: no such program");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void doesNotBelieveASandboxThatLetsThrough() throws InterruptedException {
        // The probe itself, in the open: it can touch what it should not, or sees a network.
        Sandbox open = new Sandbox() {
            @Override
            public ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException {
                asked.add("open");
                return ProcessRunner.create()
                        .run(request.instead(withoutTouching(request.command())).build());
            }

            @Override
            public Protection protection() {
                return CLAIMED;
            }
        };
        SandboxChoice choice = SandboxChoice.of(List.of(() -> List.of(open)), directory.resolve("probe"));

        assertThat(choice.works()).isFalse();
        assertThat(asked).hasSize(1);
        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() -> choice.run(request(), Allowance.none()))
                .withMessageStartingWith("No sandbox works here: claimed: a command in it ended with EXITED 1");
    }

    @Test
    void leavesWhatWasThereBefore() throws Exception {
        Files.createDirectory(directory.resolve("state"));

        SandboxChoice.of(
                        List.of(() -> List.of(sandbox("good", () -> sh("echo enclosed")))),
                        directory.resolve("state/probe"))
                .works();

        assertThat(directory.resolve("state")).isEmptyDirectory();
    }

    /** The network of this machine need not have more than a loopback device: the system's directory is looked for instead. */
    private static Command withoutTouching(Command probe) {
        List<String> argv = new ArrayList<>(probe.argv());
        argv.set(2, argv.get(2).replace("! touch /usr/pimainteno-probe 2>/dev/null", "! test -d /usr"));
        return new Command(argv);
    }

    private ProcessRequest request() {
        return ProcessRequest.of(Command.of("true"), directory).build();
    }

    private ProcessResult sh(String script) throws InterruptedException {
        return ProcessRunner.create()
                .run(ProcessRequest.of(Command.of("/bin/sh", "-c", script), directory)
                        .environment(Map.of())
                        .build());
    }

    private interface Answer {
        ProcessResult give() throws InterruptedException;
    }

    private Sandbox sandbox(String name, Answer answer) {
        return new Sandbox() {
            @Override
            public ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException {
                asked.add(name);
                return answer.give();
            }

            @Override
            public Protection protection() {
                return new Protection(name, List.of(), true);
            }
        };
    }
}
