package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.delivery.DeliveryException;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that have passed their gates and cannot go where they were to go: a person decides about them. */
class PipelineUndeliveredTest {
    private static final Duration LONG = Duration.ofDays(30);

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final ProjectClaims claims = ProjectClaims.inMemory(InstantSource.system());
    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void holdsOneChangeThatTheRemoteDeclinesAndAsksNothingMore() throws Exception {
        CommitId before = fixture.remote.head("main");
        declinePushes("not on a Friday");

        RunReport report = run();
        int asked = fixture.llm.requests().size();
        fixture.shop.write("more.txt", "more\n").commit("Go on");
        RunReport later = run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(report.reason()).startsWith("Multiply price and count (held for review: The remote ");
        assertThat(report.decision().orElseThrow().mode()).isEqualTo(DeliveryMode.HOLD);
        assertThat(item().because()).contains("declined the push to 'main'", "not on a Friday");
        assertThat(item().item()).isEqualTo(report.run().orElseThrow());
        assertThat(later.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(later.reason()).contains("waits for review");
        assertThat(fixture.llm.requests()).hasSize(asked);
        assertThat(fixture.remote.head("main")).isEqualTo(before);
    }

    @Test
    void deliversWhatTheRemoteHasDeclinedOnceItTakesIt() throws Exception {
        Path hook = declinePushes("not on a Friday");
        RunReport held = run();

        RunReport declined = approve();
        RunId waits = item().item();
        Files.delete(hook);
        RunReport approved = approve();

        assertThat(declined.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(declined.reason()).contains("declined the push to 'main'", "not on a Friday");
        assertThat(waits)
                .as("the same one goes on waiting")
                .isEqualTo(held.run().orElseThrow());
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.remote.head("main"))
                .isEqualTo(held.change().orElseThrow().commit());
        assertThat(waiting()).isEmpty();
    }

    @Test
    void holdsNothingWhereACredentialIsMissing() throws InterruptedException {
        Pipeline.Builder locked = pipeline(journal).delivery(DeliveryMode.PUSH, change -> {
            throw new DeliveryException(DeliveryException.Reason.NOT_PERMITTED, "who are you", null);
        });
        fixture.improvement();

        RunReport report = locked.build().run(RunRequest.manual(project()), fixture.listener);

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void makesAChangeAnewOnApprovalWhoseBranchHadMovedThreeTimes() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        AtomicInteger moves = new AtomicInteger();
        fixture.improvement();

        RunReport report = pipeline(journal)
                .gate("meanwhile", candidate -> {
                    other.write("other.txt", "theirs " + moves.incrementAndGet() + "\n")
                            .commit("Theirs");
                    other.push();
                    return Verdict.pass();
                })
                .build()
                .run(RunRequest.manual(project()), fixture.listener);
        ReviewItem item = item();
        RunReport approved = approve();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(item.because()).startsWith("'main' has moved 3 times while the change was on its way");
        assertThat(item.base()).isEqualTo(report.change().orElseThrow().base());
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(approved.change().orElseThrow().base()).isEqualTo(other.head());
        assertThat(fixture.shop.read("other.txt")).isEqualTo("theirs 4\n");
        assertThat(fixture.shop.read("total.sh")).isEqualTo(PipelineFixture.FIXED);
    }

    @Test
    void holdsAChangeAsItWasThatDoesNotPassOnTheNewBase() throws InterruptedException {
        CommitId base = fixture.shop.head();
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        AtomicInteger gated = new AtomicInteger();
        fixture.improvement();

        RunReport report = pipeline(journal)
                .gate("oracle", candidate -> {
                    if (gated.incrementAndGet() == 2) {
                        other.write("other.txt", "theirs\n").commit("Theirs");
                        other.push();
                    }
                    return gated.get() < 3 ? Verdict.pass() : new Verdict.Fail(List.of("a full moon"));
                })
                .build()
                .run(RunRequest.manual(project()), fixture.listener);
        ReviewItem item = item();
        String patch = reviews().patch(item);
        RunReport approved = approve();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(item.because()).isEqualTo("the change by rebase did not pass: a full moon");
        assertThat(item.base()).isEqualTo(base);
        assertThat(item.commit()).isEqualTo(report.change().orElseThrow().commit());
        assertThat(patch).isEqualTo(report.diff()).doesNotContain("other.txt");
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.shop.read("other.txt")).isEqualTo("theirs\n");
        assertThat(fixture.shop.read("total.sh")).isEqualTo(PipelineFixture.FIXED);
    }

    @Test
    void holdsAChangeThatDoesNotFitTheMovedBranchUntilItDoes() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        AtomicInteger gated = new AtomicInteger();
        fixture.improvement();

        RunReport report = pipeline(journal)
                .gate("meanwhile", candidate -> {
                    if (gated.incrementAndGet() == 2) {
                        other.write("total.sh", "price=3\ncount=4\necho $((count + price))\n")
                                .commit("Theirs");
                        other.push();
                    }
                    return Verdict.pass();
                })
                .build()
                .run(RunRequest.manual(project()), fixture.listener);
        RunReport early = approve();
        other.write("total.sh", PipelineFixture.PROGRAM).commit("Take it back");
        other.push();
        RunReport approved = approve();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(early.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(early.reason()).contains("the change does not fit there");
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.remote.read("main", "total.sh")).contains(PipelineFixture.FIXED);
    }

    @ParameterizedTest(name = "after {0} events")
    @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5, 6})
    void holdsOneChangeThatTheRemoteDeclinesWhereverTheRunWasCutOff(int afterDeliveryBegan) throws Exception {
        declinePushes("not on a Friday");
        int before = eventsBeforeDelivery();
        fixture.improvement();
        pipeline(new CutOffJournal(journal, before + afterDeliveryBegan, true))
                .build()
                .run(RunRequest.manual(project()), fixture.listener);
        fixture.improvement();

        run();
        RunReport third = run();

        assertThat(third.outcome()).as(third.reason()).isEqualTo(RunOutcome.IDLE);
        assertThat(journal.open(project().id())).isEmpty();
        assertThat(journal.runs(RunQuery.newest(10)))
                .filteredOn(run -> run.change().filter(ChangeState.HELD::equals).isPresent())
                .hasSize(1);
        assertThat(item().because()).contains("declined the push to 'main'");
        assertThat(third.reason()).contains("waits for review");
    }

    @Test
    void holdsAChangeOfARunThatWasCutOffWhereItsBranchHasMoved() throws Exception {
        int before = eventsBeforeDelivery();
        fixture.improvement();
        pipeline(new CutOffJournal(journal, before - 1, true))
                .build()
                .run(RunRequest.manual(project()), fixture.listener);
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        other.write("other.txt", "theirs\n").commit("Theirs");
        other.push();

        pipeline(journal).build().run(RunRequest.manual(project()), fixture.listener);
        ReviewItem item = item();
        RunReport approved = approve();

        assertThat(item.because()).isEqualTo("'main' moved while the change was on its way");
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.shop.read("other.txt")).isEqualTo("theirs\n");
        assertThat(fixture.shop.read("total.sh")).isEqualTo(PipelineFixture.FIXED);
    }

    private Path declinePushes(String words) throws IOException {
        Path hook = fixture.remote.path().resolve("hooks/pre-receive");
        Files.createDirectories(hook.resolveSibling(""));
        Files.writeString(hook, "#!/bin/sh\necho '" + words + "' >&2\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        return hook;
    }

    /** Returns how many events come before the push begins, as an undisturbed run of the same kind tells. */
    private int eventsBeforeDelivery() throws IOException, InterruptedException {
        PipelineFixture other = new PipelineFixture(Files.createDirectory(directory.resolve("undisturbed")));
        InMemoryRunJournal whole = RunJournal.inMemory(1);
        other.improvement()
                .pipeline()
                .journal(whole)
                .build()
                .run(RunRequest.manual(other.project().build()), other.listener);
        try (Stream<RunEvent> events =
                whole.read(whole.runs(RunQuery.newest(1)).get(0).run())) {
            return (int) events.takeWhile(event -> !(event instanceof RunEvent.Delivered))
                    .count();
        }
    }

    private RunReport run() throws InterruptedException {
        fixture.improvement();
        return pipeline(journal).build().run(RunRequest.manual(project()), fixture.listener);
    }

    private RunReport approve() throws InterruptedException {
        ReviewDecision approval = new ReviewDecision.Approve(item().item());
        return pipeline(journal).build().run(RunRequest.review(project(), approval), fixture.listener);
    }

    private Project project() {
        return fixture.project().build();
    }

    private Pipeline.Builder pipeline(RunJournal kept) {
        return fixture.pipeline().journal(kept).claims(claims);
    }

    private ReviewQueue reviews() {
        return Pipeline.reviews(fixture.state, journal, LONG);
    }

    private ReviewItem item() {
        List<ReviewItem> waiting = reviews().waiting(project().id());
        assertThat(waiting).hasSize(1);
        return waiting.get(0);
    }

    private List<RunId> waiting() {
        return journal.held(project().id()).stream().map(RunOverview::run).toList();
    }
}
