package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.process.ProcessResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JudgeProperties {
    private static final Path SAMPLE = Path.of("src/test/resources/codex-samples/0.169.0/agent-edit.stdout");

    private final Judge judge = new Judge(new StatedWait(InstantSource.fixed(Instant.EPOCH), ZoneOffset.UTC));

    @Property
    void alwaysComesToAVerdict(
            @ForAll Ending ending, @ForAll int exitCode, @ForAll String output, @ForAll String errors) {
        assertThat(judge.judge(new CodexRun(ending, exitCode, output, errors))).isInstanceOf(Verdict.Failure.class);
    }

    @Property
    void bringsEveryTextBackUnchanged(@ForAll String text) throws IOException {
        String item = "{\"type\":\"item.completed\",\"item\":{\"type\":\"agent_message\",\"text\":"
                + new JsonMapper().writeValueAsString(text) + "}}";
        String output = item + "\n{\"type\":\"turn.completed\"}\n";

        Verdict verdict = judge.judge(new CodexRun(Ending.EXITED, 0, output, ""));

        if (!text.isBlank()) {
            assertThat(verdict).isEqualTo(new Verdict.Answer(text, TokenUsage.none()));
        }
    }

    @Property(tries = 300)
    void takesNoBeginningOfAnAnswerForTheWhole(@ForAll @IntRange(max = 1_504) int length) throws IOException {
        String whole = Files.readString(SAMPLE).stripTrailing();
        String part = whole.substring(0, Math.min(length, whole.length() - 1));

        assertThat(judge.judge(new CodexRun(Ending.EXITED, 0, part, ""))).isInstanceOf(Verdict.Failure.class);
    }
}
