package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewGateTest {
    private final FileTree base = FileTree.of(Map.of("a.py", bytes("a = 1\nb = 2\n"), "codex.md", bytes("x\n")));
    private final List<LlmRequest> asked = new ArrayList<>();
    private final ReviewGate gate = new ReviewGate();

    @Test
    void passesWhatTheModelApproves() throws Exception {
        assertThat(judge("{\"verdict\":\"approve\",\"reasons\":[]}")).isEqualTo(Verdict.pass("the model approves"));
    }

    @Test
    void makesReservationsOfConcerns() throws Exception {
        assertThat(judge("{\"verdict\":\"concerns\",\"reasons\":[\"a.py: b is gone\"]}"))
                .isEqualTo(new Verdict.Pass(List.of("the model has concerns"), List.of("a.py: b is gone")));
    }

    @Test
    void refusesWhatTheModelRejectsAndKeepsItsWordsOnOneLineEach() throws Exception {
        assertThat(judge("{\"reasons\":[\"a.py:\\u001b[31m\\nbad\"],\"verdict\":\"reject\"}"))
                .isInstanceOfSatisfying(
                        Verdict.Fail.class,
                        fail -> assertThat(fail.evidence())
                                .singleElement()
                                .asString()
                                .startsWith("a.py:")
                                .doesNotContain("\u001b", "\n")
                                .endsWith("bad"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve",
                "{}",
                "[]",
                "null",
                "{\"verdict\":\"approve\"}",
                "{\"verdict\":\"APPROVE\",\"reasons\":[]}",
                "{\"verdict\":\"approve\",\"reasons\":\"none\"}",
                "{\"verdict\":\"approve\",\"reasons\":[1]}",
                "{\"verdict\":\"approve\",\"reasons\":[],\"note\":\"\"}",
                "{\"verdict\":\"reject\",\"reasons\":[]}",
                "{\"verdict\":\"concerns\",\"reasons\":[\" \"]}",
                "{\"verdict\":\"reject\",\"reasons\":[\"x\"],\"verdict\":\"approve\"}",
                "{\"verdict\":\"approve\",\"reasons\":[]} {\"verdict\":\"approve\",\"reasons\":[]}",
                "I approve: {\"verdict\":\"approve\",\"reasons\":[]}"
            })
    void cannotJudgeByAnAnswerThatIsNotWhatWasAskedFor(String answer) throws Exception {
        assertThat(judge(answer))
                .isEqualTo(Verdict.unknown("the model's review is none of approve, concerns and reject"));
    }

    @Test
    void cannotJudgeWithoutAnAnswerOrAModel() throws Exception {
        Edits edits = Edits.of(modify("a.py", "a = 1\n"));

        assertThat(gate.check(candidate(edits, Optional.of(failing()))).evidence())
                .containsExactly("the model gave no review: away");
        assertThat(gate.check(candidate(edits, Optional.empty())))
                .isEqualTo(Verdict.unknown("there is no language model to review the change"));
    }

    @Test
    void asksNobodyAboutTheSummaryAlone() throws Exception {
        Verdict verdict = gate.check(candidate(Edits.of(modify("codex.md", "y\n")), Optional.of(failing())));

        assertThat(verdict).isEqualTo(Verdict.pass("only codex.md changed: no model was asked"));
    }

    @Test
    void cannotJudgeAChangeThatDoesNotFitIntoAQuestion() throws Exception {
        Edits edits = Edits.of(modify("a.py", "x".repeat(200_000)));

        assertThat(gate.check(candidate(edits, Optional.of(failing())))
                        .evidence()
                        .get(0))
                .startsWith("the change is too long for a review: ");
    }

    @Test
    void showsTheModelTheWholeChangeAsAQuotation() throws Exception {
        judge("{\"verdict\":\"approve\",\"reasons\":[]}");

        LlmRequest request = asked.get(0);
        assertThat(request.purpose()).isEqualTo("review");
        assertThat(request.template()).isEqualTo("review.v1");
        assertThat(request.schema()).contains("\"approve\",\"concerns\",\"reject\"");
        assertThat(request.prompt()).containsPattern("""
                        \\[([0-9a-f]{16})] begin the change as a unified diff
                        --- a/a.py
                        \\+\\+\\+ b/a.py
                        @@ -1,2 \\+1 @@
                         a = 1
                        -b = 2
                        \\[\\1] end
                        """);
    }

    private Verdict judge(String answer) throws InterruptedException {
        return gate.check(candidate(Edits.of(modify("a.py", "a = 1\n")), Optional.of(answering(answer))));
    }

    private Candidate candidate(Edits edits, Optional<LlmClient> llm) {
        Candidate plain = Candidates.of(base, edits);
        return new Candidate(plain.project(), plain.run(), base, edits, plain.changed(), plain.workspace(), llm);
    }

    private LlmClient answering(String answer) {
        return new LlmClient() {
            @Override
            public LlmResponse complete(LlmRequest request) {
                asked.add(request);
                return LlmResponse.remembered(answer);
            }

            @Override
            public LlmIdentity identity() {
                return new LlmIdentity("scripted", "scripted", "");
            }
        };
    }

    private static LlmClient failing() {
        return new LlmClient() {
            @Override
            public LlmResponse complete(LlmRequest request) {
                throw new LlmException(LlmException.Reason.UNAVAILABLE, "away", null);
            }

            @Override
            public LlmIdentity identity() {
                return new LlmIdentity("away", "away", "");
            }
        };
    }

    private static FileEdit modify(String path, String text) {
        return FileEdit.modify(path, FileMode.REGULAR, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
