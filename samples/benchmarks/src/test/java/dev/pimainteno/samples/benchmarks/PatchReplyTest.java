package dev.pimainteno.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.samples.benchmarks.PatchCase.Outcome;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Param;

/** The code that is timed, run once: an engine that fails fast would look fast. */
class PatchReplyTest {

    @ParameterizedTest
    @EnumSource
    void everyEngineIsRightAboutTheRepliesThatAreTimed(Patcher.Kind kind) throws Exception {
        for (String id : timed()) {
            assertThat(PatchRecovery.judge(kind, PatchCase.withId(id))).as(id).isEqualTo(Outcome.RIGHT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEngineFindsItsFilesAsTheyWereForTheNextReply(Patcher.Kind kind) {
        PatchCase patchCase = PatchCase.withId("w0101");

        try (Patcher patcher = kind.open(patchCase.files())) {
            Outcome first = patchCase.judge(patcher);
            patcher.reset();

            assertThat(List.of(first, patchCase.judge(patcher))).containsOnly(Outcome.RIGHT);
        }
    }

    @Test
    void theEngineIsRightAboutTheWholeCorpus() {
        List<String> wrong = PatchCase.all().stream()
                .filter(patchCase -> !isRight(patchCase, PatchRecovery.judge(Patcher.Kind.PIMAINTENO, patchCase)))
                .map(PatchCase::id)
                .toList();

        assertThat(wrong).isEmpty();
        assertThat(PatchCase.all()).hasSizeGreaterThan(160);
    }

    @Test
    void aReplyThatAnEngineRefusesIsNotTimedAsIfItWereDone() {
        PatchReply.JGit replies = new PatchReply.JGit();
        replies.reply = "w0170";
        replies.open();

        assertThatThrownBy(replies::patch).hasMessageContaining("refuses w0170");
    }

    private static boolean isRight(PatchCase patchCase, Outcome outcome) {
        return switch (patchCase.expect()) {
            case "recover" -> outcome == Outcome.RIGHT;
            case "refuse" -> outcome == Outcome.REFUSED;
            default -> outcome != Outcome.WRONG;
        };
    }

    private static List<String> timed() throws NoSuchFieldException {
        Field reply = PatchReply.Replies.class.getField("reply");
        return Arrays.stream(reply.getAnnotation(Param.class).value())
                .filter(id -> !id.equals(PatchReply.Replies.ALL))
                .toList();
    }
}
