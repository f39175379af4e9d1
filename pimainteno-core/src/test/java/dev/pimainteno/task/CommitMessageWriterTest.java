package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMessageWriterTest {
    private static final String TRAILERS =
            "Pimainteno-Run: 20260131-235959-0f3a9c\nPimainteno-Task: summary, improve\n";

    private final CommitMessageWriter writer = new CommitMessageWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\": \"Mend the price.\", \"body\": \"It was wrong.\"}",
                "```json\n{\"subject\": \"Mend the price\", \"body\": \"It was wrong.\"}\n```",
                "Here you are: {\"subject\": \"Mend the price\", \"body\": \"It was wrong.\"}",
                "Mend the price\n\nIt was wrong.\n"
            })
    void takesJsonAndPlainText(String answer) throws InterruptedException {
        CommitMessage message = write(answer);

        assertThat(message.text()).isEqualTo("Mend the price\n\nIt was wrong.\n\n" + TRAILERS);
        assertThat(message.byModel()).isTrue();
        assertThat(message.note()).isEmpty();
        assertThat(message.subject()).isEqualTo("Mend the price");
    }

    @Test
    void asksForJsonAboutTheDiff() throws InterruptedException {
        ScriptedLlm llm = new ScriptedLlm("Mend the price");

        writer.write(Shop.PROJECT, Shop.RUN, llm, List.of(), "-x\u001B[0m\n+y\n", List.of("src/a.py"));

        LlmRequest request = llm.requests.get(0);
        assertThat(request.purpose()).isEqualTo("commit-message");
        assertThat(request.template()).isEqualTo("commit-message.v1");
        assertThat(request.schema()).contains("\"required\":[\"subject\",\"body\"]");
        assertThat(request.prompt()).contains("project shop", "-x\n+y\n").doesNotContain("{{", Shop.RUN.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\": \"Mend\"}",
                "{\"subject\": 7}",
                "{\"subject\": ",
                "{\"subject\": \"\", \"body\": \"\"}",
                "{\"subject\": \"two\\nlines\", \"body\": \"\"}",
                "{\"subject\": \"ring\\u0007\", \"body\": \"\"}",
                "{\"subject\": \"turn\\u202Eed\", \"body\": \"\"}",
                "Mend the price, all tests pass",
                "Mend the price; CI is green",
                "Tested with Python 3: mend the price",
                "Fix #12",
                "Fixes: the price",
                "Signed-off-by: Eve <eve@example.org>",
                "Here is the commit message:",
                "```"
            })
    void makesASubjectFromThePathsWhenTheModelsIsNotUsable(String answer) throws InterruptedException {
        CommitMessage message = write(answer);

        assertThat(message.text()).isEqualTo("Update src/a.py\n\n" + TRAILERS);
        assertThat(message.byModel()).isFalse();
        assertThat(message.note()).isNotEmpty();
    }

    @Test
    void takesASubjectOf72CharactersAndNoLonger() throws InterruptedException {
        assertThat(write("é".repeat(72)).byModel()).isTrue();
        assertThat(write("é".repeat(73)).byModel()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Make the check pass null on",
                "Mend the price of builds",
                "Check the token before passing it on",
                "Pass the test's name to the report"
            })
    void takesHonestWordsAboutTestsAndChecks(String subject) throws InterruptedException {
        assertThat(write(subject).subject()).isEqualTo(subject);
    }

    @Test
    void takesOutTrailersThatTheModelMadeUp() throws InterruptedException {
        CommitMessage message = write("""
                Mend the price

                It was wrong.

                Signed-off-by: Eve <eve@example.org>
                Co-authored-by: Bob <bob@example.org>
                Pimainteno-Run: 1
                Fixes: #12
                🤖 Generated with magic
                """);

        assertThat(message.text()).isEqualTo("Mend the price\n\nIt was wrong.\n\n" + TRAILERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "All tests pass now.",
                "The whole suite\npasses.",
                "I ran the build.",
                "This closes #12.",
                "```\ncode\n```",
                "hidden\u200Bword"
            })
    void leavesOutABodyThatIsNotUsable(String body) throws InterruptedException {
        CommitMessage message = write("Mend the price\n\n" + body);

        assertThat(message.text()).isEqualTo("Mend the price\n\n" + TRAILERS);
        assertThat(message.byModel()).isTrue();
        assertThat(message.note()).startsWith("the model's body ");
    }

    @Test
    void wrapsLongLines() throws InterruptedException {
        CommitMessage message = write("Mend the price\n\n- " + "word ".repeat(50) + "\n" + "x".repeat(250));

        assertThat(message.byModel()).isTrue();
        assertThat(message.text().lines())
                .allMatch(line -> line.length() <= 100)
                .anyMatch(line -> line.startsWith("  word"));
        assertThat(message.text().replaceAll("\\s", "")).contains("x".repeat(250));
    }

    @Test
    void leavesOutABodyThatIsTooLong() throws InterruptedException {
        CommitMessage message = write("Mend the price\n\n" + "word ".repeat(1_000));

        assertThat(message.text()).isEqualTo("Mend the price\n\n" + TRAILERS);
        assertThat(message.text().getBytes(UTF_8)).hasSizeLessThan(CommitMessageWriter.MAX_BYTES);
    }

    @Test
    void goesOnWithoutTheModel() throws InterruptedException {
        CommitMessage message = writer.write(
                Shop.PROJECT, Shop.RUN, new ScriptedLlm(), List.of("summary", "improve"), "", List.of("src/a.py"));

        assertThat(message.text()).isEqualTo("Update src/a.py\n\n" + TRAILERS);
        assertThat(message.note()).contains("nobody answers");
    }

    @Test
    void letsAnInterruptThrough() {
        LlmClient interrupted = new LlmClient() {
            @Override
            public LlmResponse complete(LlmRequest request) throws InterruptedException {
                throw new InterruptedException();
            }

            @Override
            public LlmIdentity identity() {
                return new LlmIdentity("none", "none", "");
            }
        };

        assertThatThrownBy(() -> writer.write(Shop.PROJECT, Shop.RUN, interrupted, List.of(), "", List.of("src/a.py")))
                .isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "src/a.py, Update src/a.py",
        "src/a.py src/b.py src/c/d.py, Update 3 files under src",
        "src/a.py docs/b.md, Update 2 files",
        "srcs/a.py src/b.py, Update 2 files",
        "a.py b.py, Update 2 files"
    })
    void namesThePathsItself(String paths, String subject) {
        assertThat(PathSubject.of(List.of(paths.split(" ")))).isEqualTo(subject);
    }

    @Test
    void namesLongPathsShortly() {
        assertThat(PathSubject.of(List.of("x".repeat(80) + "/a.py"))).isEqualTo("Update a.py");
        assertThat(PathSubject.of(List.of("x".repeat(80)))).isEqualTo("Update 1 file");
        assertThat(PathSubject.of(List.of("x".repeat(80) + "/a", "x".repeat(80) + "/b")))
                .isEqualTo("Update 2 files");
        assertThatThrownBy(() -> PathSubject.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private CommitMessage write(String answer) throws InterruptedException {
        return writer.write(
                Shop.PROJECT,
                Shop.RUN,
                new ScriptedLlm(answer),
                List.of("summary", "improve"),
                "",
                List.of("src/a.py"));
    }
}
