package dev.pimainteno.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.task.Proposal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that end without a change: whatever happens, repository and remote are as they were. */
class PipelineRefusalTest {
    private static final String WRONG_DIFF = "--- a/total.sh\n+++ b/total.sh\n@@ -1 +1 @@\n-price=5\n+price=6\n";
    private static final String BREAKING_DIFF = "--- a/total.sh\n+++ b/total.sh\n@@ -1 +1 @@\n-price=3\n+price=5\n";

    @TempDir
    Path directory;

    private PipelineFixture fixture;
    private Map<String, String> shop;
    private Map<String, String> remote;
    private boolean delivered;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        shop = fixture.shop.state();
        remote = fixture.remote.state();
    }

    @AfterEach
    void nothingLeft() {
        if (!delivered) {
            assertThat(fixture.shop.state()).isEqualTo(shop);
            assertThat(fixture.remote.state()).isEqualTo(remote);
        }
    }

    @Test
    void asksOnceMoreAfterAReplyThatDoesNotApply() throws InterruptedException {
        delivered = true;
        fixture.llm.answer("improve", WRONG_DIFF).answer("repair", PipelineFixture.DIFF);
        fixture.llm.answer("summary", PipelineFixture.SUMMARY).answer("commit-message", PipelineFixture.MESSAGE);

        RunReport report = fixture.run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.llm.requests("repair"))
                .singleElement()
                .satisfies(request -> assertThat(request.prompt()).contains("price=5", "total.sh"));
    }

    @Test
    void refusesAfterTwoRepliesThatDoNotApply() throws InterruptedException {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        fixture.llm.answer("improve", WRONG_DIFF).answer("repair", WRONG_DIFF);

        RunReport report = fixture.run();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).startsWith("the reply for improve is no edit that fits: ");
        assertThat(report.details()).isNotEmpty();
        assertThat(fixture.listener.events(RunEvent.PatchRefused.class)).hasSize(2);
        assertThat(fixture.run().outcome()).isEqualTo(RunOutcome.IDLE);
    }

    @Test
    void showsTheModelWhatFailedAndTakesItsSecondTry() throws InterruptedException {
        delivered = true;
        fixture.shop.write("total.sh", PipelineFixture.FIXED).commit("Right already");
        fixture.shop.push();
        fixture.llm.answer("summary", PipelineFixture.SUMMARY).answer("commit-message", PipelineFixture.MESSAGE);
        fixture.llm
                .answer("improve", BREAKING_DIFF)
                .answer("repair", "--- a/total.sh\n+++ b/total.sh\n@@ -1,2 +1,3 @@\n+# in euro\n price=3\n count=4\n");

        RunReport report = fixture.run(fixture.project().verify(PipelineFixture.TEST));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.llm.requests("repair"))
                .singleElement()
                .satisfies(request -> assertThat(request.prompt()).contains("sh test.sh"));
    }

    @Test
    void doesNotBlameTheChangeForAProjectThatWasRedAndLetsItWait() throws InterruptedException {
        fixture.llm
                .answer("summary", PipelineFixture.SUMMARY)
                .answer("improve", BREAKING_DIFF)
                .answer("commit-message", PipelineFixture.MESSAGE);

        RunReport report = fixture.run(fixture.project().verify(PipelineFixture.TEST));

        assertThat(report.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(report.decision().orElseThrow().because()).contains("verify: cannot judge it: ", "already");
        assertThat(fixture.llm.requests("repair")).isEmpty();
    }

    @Test
    void asksTheGatesThatRunNothingFirstAndNoneAfterOneThatRefuses() throws InterruptedException {
        delivered = true;
        fixture.improvement();
        Project.Builder project = fixture.project().tasks(List.of("improve")).verify(PipelineFixture.TEST);

        assertThat(fixture.run(project).outcome()).isEqualTo(RunOutcome.DELIVERED);

        assertThat(fixture.listener.events(RunEvent.Judged.class))
                .extracting(RunEvent.Judged::gate)
                .containsExactly("policy", "secrets", "tests", "verify");
        String skip = "--- a/test.sh\n+++ b/test.sh\n@@ -1 +1 @@\n-test \"$(sh total.sh)\" = 12\n+true\n";
        fixture.llm.answer("improve", skip).answer("repair", skip);

        assertThat(fixture.run(project).outcome()).isEqualTo(RunOutcome.REFUSED);

        assertThat(fixture.listener.events(RunEvent.Judged.class))
                .extracting(RunEvent.Judged::gate)
                .containsExactly(
                        "policy", "secrets", "tests", "verify", "policy", "secrets", "tests", "policy", "secrets",
                        "tests");
    }

    @Test
    void deliversExactlyTheTreeThatTheGatesSaw() throws InterruptedException {
        delivered = true;
        var seen = new AtomicReference<String>();

        RunReport report = fixture.run(fixture.improvement().pipeline().gate("witness", candidate -> {
            seen.set(new String(candidate.changed().content("total.sh"), UTF_8));
            return Verdict.pass();
        }));

        assertThat(report.outcome()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.remote.read("main", "total.sh")).contains(seen.get());
    }

    @Test
    void deliversNothingThatAGateKnowsNothingOf() throws InterruptedException {
        RunReport report = fixture.run(
                fixture.improvement().pipeline().gate("oracle", candidate -> Verdict.unknown("the oracle is away")));

        assertThat(report.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(report.decision().orElseThrow().because()).isEqualTo("oracle: cannot judge it: the oracle is away");
    }

    @Test
    void deliversNothingThatAGateWouldHaveAPersonLookAt() throws InterruptedException {
        RunReport report = fixture.run(fixture.improvement()
                .pipeline()
                .gate(
                        "oracle",
                        candidate -> new Verdict.Pass(List.of(), List.of("the stars are wrong", "so are they"))));

        assertThat(report.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(report.decision())
                .contains(new DeliveryDecision(DeliveryMode.HOLD, "oracle: the stars are wrong (and 1 more)"));
    }

    @ParameterizedTest
    @CsvSource({
        "../outside.txt",
        "/etc/passwd",
        ".git/hooks/post-commit",
        ".GIT/config",
        "sub/.git/config",
        ".github/workflows/ci.yml"
    })
    void neverLetsAModelWriteWhereItMustNot(String path) throws InterruptedException {
        String diff = "--- /dev/null\n+++ b/" + path + "\n@@ -0,0 +1 @@\n+owned\n";
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        fixture.llm.answer("improve", diff).answer("repair", diff);

        RunReport report = fixture.run();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(directory.resolve("outside.txt")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OVER_BUDGET", "PARKED", "REPEATED"})
    void endsInAReportWhateverKeepsTheModelFromAnswering(Reason reason) throws InterruptedException {
        fixture.llm.fail("summary", new LlmException(reason, "because of " + reason, null));

        RunReport report = fixture.run();

        assertThat(report.outcome())
                .isEqualTo(
                        reason == Reason.QUOTA_EXHAUSTED || reason == Reason.RATE_LIMITED
                                ? RunOutcome.PARKED
                                : RunOutcome.FAILED);
        assertThat(report.reason()).isEqualTo("because of " + reason);
        boolean notAsked = reason == Reason.NOT_INSTALLED || reason == Reason.NOT_SIGNED_IN;
        assertThat(report.modelCalls()).isEqualTo(notAsked ? 0 : 1);
        assertThat(fixture.listener.events(RunEvent.ModelFailed.class)).hasSize(1);
        assertThat(fixture.listener.events(RunEvent.Ended.class)).hasSize(1);
    }

    @Test
    void saysUntilWhenItIsParked() throws InterruptedException {
        Instant reset = Instant.parse("2027-01-15T07:59:00Z");
        fixture.llm.fail("summary", new LlmException(Reason.RATE_LIMITED, "used up", reset, null));

        RunReport report = fixture.run(fixture.pipeline().clock(ManualClock.at(reset.minusSeconds(3_600))));

        assertThat(report.outcome()).isEqualTo(RunOutcome.PARKED);
        assertThat(report.resumesAt()).isEqualTo(reset);
        assertThat(report.succeeded()).isTrue();
    }

    @Test
    void stopsWhenTheJournalDoesNotTakeAnEvent() throws InterruptedException {
        RunJournal full = new RunJournal() {
            private int events;

            @Override
            public void append(RunEvent event, long token) {
                if (++events > 6) {
                    throw new JournalException(JournalException.Reason.UNAVAILABLE, "the disk is full", null);
                }
            }

            @Override
            public Stream<RunEvent> read(RunId run) {
                return Stream.empty();
            }

            @Override
            public List<RunId> open(ProjectId project) {
                return List.of();
            }

            @Override
            public List<RunOverview> held(ProjectId project) {
                return List.of();
            }
        };

        RunReport report = fixture.run(fixture.improvement().pipeline().journal(full));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason()).isEqualTo("the disk is full");
    }

    @Test
    void goesOnWhenAListenerFails() throws InterruptedException {
        delivered = true;
        RunListener broken = event -> {
            throw new IllegalStateException("cannot listen");
        };

        RunReport report = fixture.improvement()
                .pipeline()
                .build()
                .run(RunRequest.manual(fixture.project().build()), broken);

        assertThat(report.outcome()).isEqualTo(RunOutcome.DELIVERED);
    }

    @Test
    void unwindsWhenItIsInterrupted() {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY).otherwise(request -> {
            throw new InterruptedException("Ctrl-C");
        });

        assertThatThrownBy(() -> fixture.run()).isInstanceOf(InterruptedException.class);

        assertThat(fixture.listener.events(RunEvent.Ended.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(RunOutcome.INTERRUPTED));
    }

    @Test
    void reportsATaskThatBreaks() throws InterruptedException {
        RunReport report = fixture.run(fixture.pipeline()
                .task("summary", context -> Proposal.nothing("none"))
                .task("improve", context -> {
                    throw new IllegalStateException("a defect");
                }));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason()).contains("improve", "a defect");
    }

    @Test
    void refusesEditsThatDoNotFitTheTree() throws InterruptedException {
        RunReport report = fixture.run(fixture.pipeline()
                .task("summary", context -> Proposal.nothing("none"))
                .task("improve", context -> Proposal.edits(Edits.of(FileEdit.delete("no-such-file.txt")))));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.details()).containsExactly("there is no file at 'no-such-file.txt'");
    }

    @Test
    void refusesATaskThatNobodyAdded() throws InterruptedException {
        RunReport report = fixture.run(fixture.project().tasks(List.of("summary", "tidy")));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).isEqualTo("there is no task 'tidy'; there are: summary, improve");
    }

    @Test
    void saysThatAVerifyCommandIsMissing() throws InterruptedException {
        RunReport report = fixture.run(fixture.improvement().project().verify(Command.of("no-such-program")));

        assertThat(report.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(report.decision().orElseThrow().because()).contains("no-such-program");
    }
}
