package dev.pimainteno.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRunner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
    @TempDir
    Path directory;

    private final Transcript transcript = new Transcript(ProcessRunner.create()::run);

    @Test
    void writesDownWhatCommandsPrintAndHowTheyEnd() throws InterruptedException {
        transcript.begin("without the change");
        run("sh", "-c", "printf 'a\\033[31mred\\033[0m\\n'");
        transcript.begin("with the change");
        run("sh", "-c", "echo no; exit 3");

        assertThat(transcript.text()).matches("""
                == without the change ==
                \\$ sh -c .*
                ared
                \\[exit code 0, after \\d+ ms]

                == with the change ==
                \\$ sh -c .*
                no
                \\[exit code 3, after \\d+ ms]
                """);
    }

    @Test
    void saysThatACommandCouldNotBeRun() {
        transcript.begin("without the change");

        assertThatThrownBy(() -> run("no-such-program-here")).isInstanceOf(ProcessException.class);
        assertThat(transcript.text()).contains("$ no-such-program-here\n[could not be run: ");
    }

    @Test
    void keepsBeginningAndEndOfWhatIsLong() throws InterruptedException {
        transcript.begin("with the change");
        run("sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i + 1)); done");

        assertThat(transcript.text()).hasSizeBetween(60_000, 66_000).contains("\nline 0\n", "\nline 19999\n");
        assertThat(transcript.text()).containsPattern("\n\\[\\.\\.\\. \\d+ lines left out \\.\\.\\.]\n");
    }

    private void run(String... command) throws InterruptedException {
        transcript.run(ProcessRequest.of(Command.of(command), directory)
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .build());
    }
}
