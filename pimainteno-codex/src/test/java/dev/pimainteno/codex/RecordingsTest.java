package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.codex.Verdict.Answer;
import dev.pimainteno.codex.Verdict.Failure;
import dev.pimainteno.process.ProcessResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sixteen versions of codex printed, from the first to a current one, against what it means. */
class RecordingsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/codex-samples");
    private static final Path TABLE = Path.of("src/test/resources/codex-samples.tsv");

    /** A recording whose process did not end by itself says so behind its exit code. */
    private static final String KILLED = "-9 TIMEOUT";

    record Row(String recording, String expected) {
        @Override
        public String toString() {
            return recording;
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void isUnderstood(Row row) throws IOException {
        assertThat(describe(judge(row.recording()))).isEqualTo(row.expected());
    }

    @Test
    void everyRecordingIsInTheTable() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            List<String> recordings = files.filter(file -> file.toString().endsWith(".rc"))
                    .map(file -> SAMPLES.relativize(file).toString().replace(".rc", ""))
                    .sorted()
                    .toList();

            assertThat(recordings).hasSizeGreaterThan(200);
            assertThat(table().map(Row::recording)).containsExactlyInAnyOrderElementsOf(recordings);
        }
    }

    static Stream<Row> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .map(line -> line.split("\t", 2))
                .map(cells -> new Row(cells[0], cells[1]));
    }

    private static Verdict judge(String recording) throws IOException {
        String exit = read(recording, ".rc").strip();
        String output = read(recording, ".stdout");
        boolean killed = exit.equals(KILLED);
        boolean lingered = killed && output.lines().anyMatch(TranscriptReader::isFatal);
        Ending ending = lingered ? Ending.LINGERED : killed ? Ending.TIMED_OUT : Ending.EXITED;
        int exitCode = killed ? 137 : Integer.parseInt(exit);
        StatedWait waits = new StatedWait(InstantSource.fixed(Instant.EPOCH), ZoneOffset.UTC);
        return new Judge(waits).judge(new CodexRun(ending, exitCode, output, read(recording, ".stderr")));
    }

    private static String read(String recording, String suffix) throws IOException {
        return Files.readString(SAMPLES.resolve(recording + suffix));
    }

    private static String describe(Verdict verdict) {
        if (verdict instanceof Answer answer) {
            return "answer\t" + answer.text() + "\t" + answer.usage().input() + " "
                    + answer.usage().cachedInput() + " " + answer.usage().output() + " "
                    + answer.usage().reasoning();
        }
        Failure failure = (Failure) verdict;
        return failure.reason()
                + (failure.silent() ? "\tsilent" : "")
                + (failure.availableAt() == null ? "" : "\t" + failure.availableAt());
    }
}
