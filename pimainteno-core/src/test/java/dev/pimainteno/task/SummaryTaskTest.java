package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.project.VerifyPreset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTaskTest {
    private final SummaryTask task = new SummaryTask();

    @Test
    void createsTheSummary() throws InterruptedException {
        Proposal proposal = task.propose(Shop.context(new ScriptedLlm("# Shop\nRun it: `python3 src/shop.py`")));

        assertThat(onlyEdit(proposal))
                .isEqualTo(FileEdit.create(
                        "codex.md", FileMode.REGULAR, "# Shop\nRun it: `python3 src/shop.py`\n".getBytes(UTF_8)));
    }

    @Test
    void changesTheSummaryThatIsThere() throws InterruptedException {
        ScriptedLlm llm = new ScriptedLlm("```markdown\n# Shop\r\n\nnew\n```\n");

        Proposal proposal = task.propose(Shop.context(llm, Shop.filesAnd("codex.md", "# Shop\n\nold words\n")));

        assertThat(onlyEdit(proposal))
                .isEqualTo(FileEdit.modify("codex.md", FileMode.REGULAR, "# Shop\n\nnew\n".getBytes(UTF_8)));
        assertThat(llm.prompt()).contains("old words");
    }

    @Test
    void proposesNothingWhenTheSummaryHolds() throws InterruptedException {
        Map<String, byte[]> files = Shop.filesAnd("codex.md", "# Shop\n");

        assertThat(task.propose(Shop.context(new ScriptedLlm("`Unchanged`."), files)))
                .isEqualTo(Proposal.nothing("the model says that codex.md still holds"));
        assertThat(task.propose(Shop.context(new ScriptedLlm("# Shop"), files)))
                .isEqualTo(Proposal.nothing("the model wrote codex.md as it is"));
        assertThat(task.propose(Shop.context(new ScriptedLlm("UNCHANGED"))))
                .isEqualTo(Proposal.nothing("there is no codex.md, and the model wrote none"));
    }

    @Test
    void usesASummaryUpToTheLimitAndNoneBeyondIt() throws InterruptedException {
        String largest = "é".repeat(SummaryTask.MAX_BYTES / 2 - 1) + "x";

        assertThat(onlyEdit(task.propose(Shop.context(new ScriptedLlm(largest))))
                        .content())
                .hasSize(SummaryTask.MAX_BYTES);
        assertThat(task.propose(Shop.context(new ScriptedLlm(largest + "y"))))
                .isEqualTo(Proposal.nothing("the model's codex.md was 1 bytes over the limit of 2048 and is not used"));
    }

    @Test
    void refusesCharactersThatCannotBeSeen() throws InterruptedException {
        for (String hidden : List.of("\0", "\u001B[2J", "\u202E", "\u200B")) {
            assertThat(task.propose(Shop.context(new ScriptedLlm("# Shop" + hidden))))
                    .isInstanceOfSatisfying(
                            Proposal.Nothing.class,
                            nothing -> assertThat(nothing.reason()).contains("control or invisible characters"));
        }
    }

    @Test
    void leavesAFileAloneThatIsNoSummaryOfItsKind() throws InterruptedException {
        ScriptedLlm llm = new ScriptedLlm();

        for (Map<String, byte[]> files : List.of(
                Shop.filesAnd("codex.md", "x".repeat(9_000)),
                Map.of("codex.md", new byte[] {(byte) 0xff, 'a'}),
                Shop.files("codex.md/notes", "x"))) {
            assertThat(task.propose(Shop.context(llm, files)))
                    .isInstanceOfSatisfying(
                            Proposal.Nothing.class,
                            nothing -> assertThat(nothing.reason()).startsWith("codex.md is left alone"));
        }
        assertThat(llm.requests).isEmpty();
    }

    @Test
    void tellsTheModelWhatItMayUse() throws InterruptedException {
        ScriptedLlm llm = new ScriptedLlm("UNCHANGED");

        task.propose(Shop.context(llm));

        assertThat(llm.requests.get(0).purpose()).isEqualTo("summary");
        assertThat(llm.requests.get(0).template()).isEqualTo("summary.v1");
        assertThat(llm.prompt())
                .contains("At most 2048 bytes", "`python3 -m unittest`", "`shop.service`", "UNCHANGED", "return n * 3")
                .doesNotContain("{{", Shop.RUN.value());
    }

    @Test
    void namesTheCommandsThatAPresetFindsInTheFiles() throws InterruptedException {
        ScriptedLlm llm = new ScriptedLlm("UNCHANGED");

        task.propose(Shop.context(llm, VerifyPreset.AUTO, Shop.filesAnd("go.mod", "module shop\n")));

        assertThat(llm.prompt()).contains("has configured as its check: `go test ./...`.");
    }

    @Test
    void tellsTheModelWhyAnEarlierSummaryWasRefused() throws InterruptedException {
        ScriptedLlm llm = new ScriptedLlm("# Shop");

        task.propose(
                Shop.context(llm, new Feedback(Feedback.Kind.GATE_FAILED, "", List.of("codex.md: too many lines"))));

        assertThat(llm.prompt()).contains("Your earlier answer was refused", "codex.md: too many lines");
    }

    @Test
    void letsAFailureOfTheModelThrough() {
        assertThatThrownBy(() -> task.propose(Shop.context(new ScriptedLlm()))).isInstanceOf(LlmException.class);
    }

    @Test
    void hasAVersionThatNamesItsTemplateAndSettings() {
        assertThat(task.version()).isEqualTo("summary.v1 digest.v1 bytes=2048 tokens=12000");
        assertThat(new SummaryTask(4_000).version()).isNotEqualTo(task.version());
        assertThatThrownBy(() -> new SummaryTask(3_999)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FileEdit onlyEdit(Proposal proposal) {
        assertThat(proposal).isInstanceOf(Proposal.Edits.class);
        List<FileEdit> files = ((Proposal.Edits) proposal).edits().files();
        assertThat(files).hasSize(1);
        return files.get(0);
    }
}
