package dev.pimainteno.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunEventFormatTest {
    private static final RunId RUN = new RunId("20260301-120000-000001");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final RunEventFormat format = RunEventFormat.create();

    @Test
    void namesKindsInSmallLetters() {
        assertThat(RunEventFormat.type(new RunEvent.PhaseBegan(RUN, AT, Phase.GATE, "")))
                .isEqualTo("phase-began");
    }

    @Test
    void writesWhatAnybodyCanRead() {
        RunEvent event = new RunEvent.Judged(RUN, AT, "verify", "fail", List.of("one", "two"), List.of("three"));

        assertThat(format.encode(event))
                .isEqualTo(
                        "{\"run\":\"20260301-120000-000001\",\"at\":\"2026-03-01T12:00:00.123456789Z\","
                                + "\"gate\":\"verify\",\"verdict\":\"fail\",\"evidence\":[\"one\",\"two\"],\"reservations\":[\"three\"]}");
    }

    @Test
    void skipsFieldsThatItDoesNotKnowAndFillsInListsThatWereNotWritten() {
        RunEvent read = format.decode(
                "committed",
                "{\"run\":\"" + RUN + "\",\"at\":\"" + AT + "\",\"commit\":\"" + "1".repeat(40) + "\",\"tree\":\""
                        + "2".repeat(40) + "\",\"subject\":\"Close the stream\",\"mood\":\"good\"}");

        assertThat(read)
                .isEqualTo(new RunEvent.Committed(
                        RUN,
                        AT,
                        new CommitId("1".repeat(40)),
                        new TreeId("2".repeat(40)),
                        "Close the stream",
                        List.of()));
    }

    @Test
    void readsVerdictsFromBeforeThereWereReservations() {
        RunEvent read = format.decode(
                "judged",
                "{\"run\":\"" + RUN + "\",\"at\":\"" + AT
                        + "\",\"gate\":\"policy\",\"verdict\":\"pass\",\"evidence\":[\"one\"]}");

        assertThat(read).isEqualTo(new RunEvent.Judged(RUN, AT, "policy", "pass", List.of("one"), List.of()));
    }

    @Test
    void saysWhichKindItDoesNotKnow() {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> format.decode("danced", "{}"))
                .withMessage(
                        "The journal is damaged: an event of the unknown kind 'danced'; a newer version may have written it")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.DAMAGED));
    }

    @Test
    void saysWhatIsDamaged() {
        for (String damaged : List.of("", "[]", "{\"run\":\"yesterday\"}", "{\"run\"")) {
            assertThatExceptionOfType(JournalException.class)
                    .as(damaged)
                    .isThrownBy(() -> format.decode("ended", damaged))
                    .withMessageStartingWith("The journal is damaged: what is kept as 'ended' is no such event");
        }
    }

    @Test
    void changesWordsAndNoNames() {
        RunEvent event =
                new RunEvent.Judged(RUN, AT, "verify", "fail", List.of("2026 is the key", "two"), List.of("2026"));

        RunEvent treated = format.withWords(event, text -> text.replace("2026", "[hidden]"));

        assertThat(treated)
                .isEqualTo(new RunEvent.Judged(
                        RUN, AT, "verify", "fail", List.of("[hidden] is the key", "two"), List.of("[hidden]")));
    }
}
