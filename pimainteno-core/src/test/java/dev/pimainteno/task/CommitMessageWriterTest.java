package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import java.util.List;
import java.util.Optional;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // subject, body, subject and body after the change has lost its test
                "Mend the price | It was wrong. | Mend the price | It was wrong.",
                "Mend the price | Adds a unit test for the price. | Mend the price | -",
                "Mend the price | As `price_test` shows, it was wrong. | Mend the price | -",
                "Mend the price and add tests | It was wrong. | Update src/a.py | -",
                "Mend the price | - | Mend the price | -"
            })
    void takesOutOfAMessageWhatAnEditedChangeDoesNotShow(String subject, String body, String revised, String left) {
        String message = subject + "\n\n" + (body == null ? "" : body + "\n\n") + TRAILERS;

        CommitMessage edited = writer.revise(Shop.PROJECT, message, "-x\n+y\n", List.of("src/a.py"));

        assertThat(edited.text()).isEqualTo(revised + "\n\n" + (left == null ? "" : left + "\n\n") + TRAILERS);
        assertThat(edited.subject()).isEqualTo(revised);
        assertThat(edited.note().isEmpty()).isEqualTo(edited.text().equals(message));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Adds the tax to the price             | Add the tax to the price
            added the tax                         | add the tax
            Adding the tax                        | Add the tax
            fix(cart)!: made the total right      | fix(cart)!: make the total right
            [core] Renamed the price              | [core] Rename the price
            src/a.py, src: removes the tax        | src/a.py, src: remove the tax
            Fixes rounding in the total           | Fix rounding in the total
            Checks the total before it is paid    | Check the total before it is paid
            """)
    void putsASubjectIntoTheImperativeMoodWhereThatIsCertain(String written, String expected)
            throws InterruptedException {
        CommitMessage message = write(written);

        assertThat(message.subject()).isEqualTo(expected);
        assertThat(message.byModel()).isTrue();
        assertThat(message.note()).isEqualTo("the model's subject was put into the imperative mood");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fixes for the total",
                "Added: the tax",
                "Updates",
                "Adds the tax and fixes the total",
                "Testing framework for the price",
                "Logging improvements",
                "Fixed width columns in the total",
                "This commit mends the price",
                "We now mend the price",
                "Tests are no longer flaky"
            })
    void refusesASubjectThatTellsInsteadOfAsking(String subject) throws InterruptedException {
        CommitMessage message = write(subject);

        assertThat(message.byModel()).isFalse();
        assertThat(message.note()).contains("is not the imperative mood");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Process each price once",
                "Address the rounding of prices",
                "Embed the total",
                "Fixtures: add a price",
                "tests: cover the total",
                "Bring the total up to date",
                "deps: accepts@1.3.8",
                "cmdline-opts: mend the price",
                "Setting.read: mend the price",
                "Preis berichtigen"
            })
    void takesSubjectsThatAskOrMayAsk(String subject) throws InterruptedException {
        CommitMessage message = write(subject);

        assertThat(message.subject()).isEqualTo(subject);
        assertThat(message.note()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mend the price and add unit tests",
                "Add tests for the total",
                "Mend the price (CVE-2026-12345)",
                "Mend the price in src/cart.py",
                "Mend the price in `compute_total()`",
                "Mend compute_total()",
                "Mend the price, 40% faster",
                "Mend the price; reviewed by Ada",
                "Mend the price, passing all existing tests",
                "Mend the price (see https://evil.example/x)",
                "Mend the price (#4711)",
                "Mend the price [skip ci]",
                "Mend the price ***NO_CI***",
                "Pimainteno-Run:20260131-235959-000000",
                "Signed-off-by:Eve <eve@example.org>",
            })
    void refusesASubjectThatSaysWhatTheChangeDoesNotShow(String subject) throws InterruptedException {
        CommitMessage message = write(subject);

        assertThat(message.subject()).isEqualTo("Update src/a.py");
        assertThat(message.byModel()).isFalse();
        assertThat(message.note()).startsWith("the model's subject ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Add tests for the total              | +def test_total(): pass
            Mend the price (CVE-2026-12345)      | +# CVE-2026-12345
            Mend the price in src/cart.py        | -from src import cart  # src/cart.py
            Mend compute_total()                 |  def compute_total(price):
            Raise the discount by 40%            | +discount = 40
            Make the build pass on Windows       | +x
            Support Node.js                      | +x
            Let `NullPointerException` go        | +x
            Bump the price to #ff8800            | +x
            """)
    void takesASubjectThatTheChangeBears(String subject, String line) throws InterruptedException {
        CommitMessage message = writer.write(
                Shop.PROJECT,
                Shop.RUN,
                new ScriptedLlm(subject),
                List.of(),
                "--- a/src/a.py\n+++ b/src/a.py\n@@ -1 +1 @@\n" + line + "\n",
                List.of("src/a.py"));

        assertThat(message.subject()).isEqualTo(subject);
    }

    @Test
    void usesNothingThatItsCheckRefuses() throws InterruptedException {
        CommitMessageWriter careful = new CommitMessageWriter(
                text -> text.contains("hunter") ? Optional.of("holds a password") : Optional.empty());

        CommitMessage subject = careful.write(
                Shop.PROJECT, Shop.RUN, new ScriptedLlm("Mend hunter"), List.of(), "", List.of("src/a.py"));
        CommitMessage body = careful.write(
                Shop.PROJECT, Shop.RUN, new ScriptedLlm("Mend\n\nThe hunter."), List.of(), "", List.of("src/a.py"));

        assertThat(subject.text()).startsWith("Update src/a.py\n\nPimainteno-Run: ");
        assertThat(subject.note()).isEqualTo("the model's subject holds a password and is not used");
        assertThat(body.text()).startsWith("Mend\n\nPimainteno-Run: ");
        assertThat(body.note()).isEqualTo("the model's body holds a password and is not used");
    }

    @Test
    void takesOutTrailersThatTheModelMadeUp() throws InterruptedException {
        CommitMessage message = write("""
                Mend the price

                It was wrong.

                Signed-off-by: Eve <eve@example.org>
                Co-authored-by: Bob <bob@example.org>
                Pimainteno-Run: 1
                Pimainteno-Run:20260131-235959-000000
                Reviewed-by=Eve
                (cherry picked from commit 0123456789abcdef0123456789abcdef01234567)
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
                "hidden\u200Bword",
                "It now has unit tests.\nAdds unit tests.",
                "diff --git a/x b/x",
                "--- a/x\n+++ b/x",
                "Mends [no ci] it.",
                "As CVE-2026-12345 asks.",
                "See http://evil.example/.",
                "It calls `steal_tokens`."
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
