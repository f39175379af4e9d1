package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.Rejections;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that wait for a person, and what becomes of them. */
class PipelineReviewTest {
    private static final ServiceName SERVICE = ServiceName.of("shop.service");
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FAR_AWAY = "# " + "far\n# ".repeat(20) + "away\n";

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final ManualClock clock = ManualClock.at(THEN);
    private final ProjectClaims claims = ProjectClaims.inMemory(clock);
    private final Rejections rejections = Rejections.inMemory();
    private final Artifacts artifacts = Artifacts.inMemory(100);
    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        fixture.services.running(SERVICE).runsFrom(SERVICE, fixture.shop.path());
    }

    @Test
    void deliversTheVeryCommitThatWasLookedAtAndRestartsTheService() throws InterruptedException {
        RunReport held = hold();
        CommitId commit = held.change().orElseThrow().commit();

        RunReport approved = decide(new ReviewDecision.Approve(item(held)));

        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(approved.change().orElseThrow().commit()).isEqualTo(commit);
        assertThat(fixture.remote.head("main")).isEqualTo(commit);
        assertThat(fixture.shop.head()).isEqualTo(commit);
        assertThat(fixture.shop.dirtyPaths()).isEmpty();
        assertThat(fixture.services.restarts()).containsExactly(SERVICE);
        assertThat(approved.decision().orElseThrow().because()).isEqualTo("a person has approved it");
        assertThat(gatesOf(item(approved))).contains("policy", "verify");
        assertThat(state(held)).isEqualTo(ChangeState.KEPT);
        assertThat(approved.modelCalls()).isZero();
        assertThat(heldRefs()).isEmpty();
    }

    @Test
    void isNotTriggeredByWhatItHasDeliveredOnApproval() throws InterruptedException {
        RunReport held = hold();
        decide(new ReviewDecision.Approve(item(held)));
        fixture.llm.answer("improve", "NOTHING_WORTH_DOING");

        RunReport followUp = run();
        RunReport idle = run();

        assertThat(followUp.outcome()).as(followUp.reason()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(followUp.modelCalls()).as("the summary has been looked at").isEqualTo(1);
        assertThat(idle.outcome()).isEqualTo(RunOutcome.IDLE);
    }

    @Test
    void rebasesOnApprovalWhereTheBranchHasMovedAndGatesAgain() throws InterruptedException {
        RunReport held = hold();
        TemporaryRepository colleague = fixture.remote.checkOut(directory.resolve("colleague"));
        colleague.write("other.txt", "theirs\n").commit("Theirs");
        colleague.push();

        RunReport approved = decide(new ReviewDecision.Approve(item(held)));

        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(approved.change().orElseThrow().base()).isEqualTo(colleague.head());
        assertThat(fixture.remote.messages("main")).hasSize(3);
        assertThat(fixture.shop.head()).isEqualTo(fixture.remote.head("main"));
        assertThat(fixture.shop.read("total.sh")).isEqualTo(PipelineFixture.FIXED);
        assertThat(gatesOf(item(approved))).contains("policy", "verify");
    }

    @Test
    void keepsAChangeWaitingThatDoesNotFitTheMovedBranch() throws InterruptedException {
        RunReport held = hold();
        TemporaryRepository colleague = fixture.remote.checkOut(directory.resolve("colleague"));
        colleague
                .write("total.sh", "price=3\ncount=4\necho $((count + price))\n")
                .commit("Theirs");
        colleague.push();

        RunReport approved = decide(new ReviewDecision.Approve(item(held)));

        assertThat(approved.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(approved.reason()).contains("the change does not fit there", "total.sh has changed");
        assertThat(fixture.remote.head("main")).isEqualTo(colleague.head());
        assertThat(state(held)).isEqualTo(ChangeState.HELD);
        assertThat(waiting()).containsExactly(item(held));
    }

    @Test
    void keepsAChangeWaitingThatDoesNotPassTheGatesAnyMore() throws InterruptedException {
        RunReport held = hold();
        TemporaryRepository colleague = fixture.remote.checkOut(directory.resolve("colleague"));
        colleague.write("test.sh", "test \"$(sh total.sh)\" = 7\n").commit("Want the sum");
        colleague.push();

        RunReport approved = decide(new ReviewDecision.Approve(item(held)));

        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.REFUSED);
        assertThat(approved.reason())
                .startsWith("the change by approve did not pass: ")
                .contains("sh test.sh");
        assertThat(fixture.remote.head("main")).isEqualTo(colleague.head());
        assertThat(state(held)).isEqualTo(ChangeState.HELD);
        assertThat(waiting()).containsExactly(item(held));
    }

    @Test
    void letsAnEditedPatchWaitInPlaceOfTheOther() throws InterruptedException {
        RunReport held = hold();
        String patch = held.diff().replace("+echo $((price * count))", "+echo $((count * price))");

        RunReport edited = decide(new ReviewDecision.Edit(item(held), patch));

        assertThat(edited.outcome()).as(edited.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(state(held)).isEqualTo(ChangeState.REPLACED);
        assertThat(waiting()).containsExactly(item(edited));
        assertThat(edited.change().orElseThrow().message()).endsWith("\nPimainteno-Edited: " + item(edited) + "\n");
        assertThat(decide(new ReviewDecision.Approve(item(held))).reason())
                .isEqualTo("the change of " + item(held) + " does not wait for review: it is replaced: the change of "
                        + item(edited) + " waits in its place");
        RunReport approved = decide(new ReviewDecision.Approve(item(edited)));
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.shop.read("total.sh")).contains("echo $((count * price))");
    }

    @Test
    void refusesAnEditedPatchThatDoesNotFitOrDoesNotPass() throws InterruptedException {
        RunReport held = hold();
        String misfit = held.diff().replace("-echo $((", "-echo [((");
        String workflow = held.diff() + """
                diff --git a/.github/workflows/mine.yml b/.github/workflows/mine.yml
                new file mode 100644
                --- /dev/null
                +++ b/.github/workflows/mine.yml
                @@ -0,0 +1 @@
                +on: push
                """;

        RunReport refused = decide(new ReviewDecision.Edit(item(held), misfit));
        RunReport failed = decide(new ReviewDecision.Edit(item(held), workflow));

        assertThat(refused.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(refused.reason()).startsWith("the edited patch does not fit ");
        assertThat(failed.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(failed.reason())
                .startsWith("the change by edit did not pass: ")
                .contains("mine.yml");
        assertThat(waiting()).containsExactly(item(held));
    }

    @Test
    void makesAWaitingChangeAnewOnRequest() throws InterruptedException {
        RunReport held = hold();
        RunReport same = decide(new ReviewDecision.Rebase(item(held)));
        TemporaryRepository colleague = fixture.remote.checkOut(directory.resolve("colleague"));
        colleague.write("other.txt", "theirs\n").commit("Theirs");
        colleague.push();

        RunReport rebased = decide(new ReviewDecision.Rebase(item(held)));

        assertThat(same.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(rebased.outcome()).as(rebased.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(rebased.change().orElseThrow().base()).isEqualTo(colleague.head());
        assertThat(waiting()).containsExactly(item(rebased));
        assertThat(state(held)).isEqualTo(ChangeState.REPLACED);
        assertThat(heldRefs()).containsExactly(item(rebased).value());
    }

    @Test
    void coversWhatAPersonHasSeenAndAsksAgainAboutWhatIsNew() throws InterruptedException {
        List<String> doubts = new ArrayList<>(List.of("total.sh:3: a sum"));
        Pipeline doubtful = builder()
                .gate("oracle", candidate -> new Verdict.Pass(List.of(), doubts))
                .build();
        fixture.improvement();
        Project pushed = settings().delivery(DeliveryMode.PUSH).build();
        RunReport held = doubtful.run(RunRequest.manual(pushed), fixture.listener);
        doubts.set(0, "total.sh:7: a sum");
        doubts.add("a full moon");

        RunReport back =
                doubtful.run(RunRequest.review(pushed, new ReviewDecision.Approve(item(held))), fixture.listener);
        RunReport approved =
                doubtful.run(RunRequest.review(pushed, new ReviewDecision.Approve(item(back))), fixture.listener);

        assertThat(held.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(back.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(back.decision().orElseThrow().because()).isEqualTo("oracle: a full moon");
        assertThat(state(held)).isEqualTo(ChangeState.REPLACED);
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.remote.head("main"))
                .isEqualTo(held.change().orElseThrow().commit());
    }

    @Test
    void proposesNothingMoreAndWritesNothingWhileAChangeWaits() throws InterruptedException {
        RunReport held = hold();
        fixture.shop.write("more.txt", "more\n").commit("Go on");
        fixture.shop.push();
        int asked = fixture.llm.requests().size();
        Map<String, String> state = DirectoryState.of(fixture.state);

        RunReport idle = run();

        assertThat(idle.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(idle.reason())
                .isEqualTo("the change of " + item(held) + " waits for review: Multiply price and count");
        assertThat(idle.run()).isEmpty();
        assertThat(fixture.llm.requests()).hasSize(asked);
        assertThat(DirectoryState.of(fixture.state)).isEqualTo(state);
        assertThat(journal.open(project().id())).isEmpty();
    }

    @Test
    void proposesNothingAgainThatWasTurnedDownUntilTheCodeAroundItChanges() throws InterruptedException {
        fixture.shop.write("total.sh", FAR_AWAY + PipelineFixture.PROGRAM).commit("Explain");
        fixture.shop.push();
        RunReport held = hold();

        RunReport rejected = decide(new ReviewDecision.Reject(item(held), "the price is a sum"));
        RunReport idle = run();
        fixture.shop
                .write("total.sh", FAR_AWAY.replaceFirst("far", "wide") + PipelineFixture.PROGRAM)
                .commit("Explain better");
        fixture.shop.push();
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", PipelineFixture.DIFF);
        RunReport again = run();

        assertThat(rejected.outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(state(held)).isEqualTo(ChangeState.REJECTED);
        assertThat(heldRefs()).isEmpty();
        assertThat(idle.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(idle.reason()).contains("was turned down: the price is a sum");
        assertThat(again.outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(again.reason())
                .isEqualTo("it was proposed before, and turned down in " + item(held) + ": the price is a sum");
        assertThat(gatesOf(item(again))).as("nothing is spent on it").isEmpty();
        assertThat(lastPrompt("improve")).contains("Multiply price and count: the price is a sum");

        fixture.shop
                .write("total.sh", FAR_AWAY + PipelineFixture.PROGRAM.replace("count=4", "count=4 # pieces"))
                .commit("Say what is counted");
        fixture.shop.push();
        fixture.llm
                .answer("summary", "UNCHANGED")
                .answer("improve", PipelineFixture.DIFF.replace(" count=4", " count=4 # pieces"))
                .answer("commit-message", PipelineFixture.MESSAGE);
        RunReport anew = run();
        assertThat(anew.outcome()).as(anew.reason()).isEqualTo(RunOutcome.HELD);
    }

    @Test
    void proposesTheModelsOwnNotAgainWhereTheEditedOneWasTurnedDown() throws InterruptedException {
        fixture.shop.write("total.sh", FAR_AWAY + PipelineFixture.PROGRAM).commit("Explain");
        fixture.shop.push();
        RunReport held = hold();
        String patch = held.diff().replace("+echo $((price * count))", "+echo $((count * price))");
        RunReport edited = decide(new ReviewDecision.Edit(item(held), patch));
        decide(new ReviewDecision.Reject(item(edited), "the price is a sum"));
        fixture.shop
                .write("total.sh", FAR_AWAY.replaceFirst("far", "wide") + PipelineFixture.PROGRAM)
                .commit("Explain better");
        fixture.shop.push();
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", PipelineFixture.DIFF);

        RunReport again = run();

        assertThat(again.outcome()).as(again.reason()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(again.reason())
                .isEqualTo("it was proposed before, and turned down in " + item(edited) + ": the price is a sum");
        assertThat(lastPrompt("improve")).containsOnlyOnce("Multiply price and count: the price is a sum");
    }

    @Test
    void givesAChangeUpThatNobodyDecidesAbout() throws InterruptedException {
        RunReport held = hold();
        clock.advance(Duration.ofDays(30));
        assertThat(run().reason()).contains("waits for review");
        clock.advance(Duration.ofSeconds(1));

        RunReport expired = run();
        RunReport late = decide(new ReviewDecision.Approve(item(held)));

        assertThat(expired.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(expired.reason())
                .isEqualTo("the change of " + item(held) + " expired: nobody has decided about it for 30 days");
        assertThat(state(held)).isEqualTo(ChangeState.EXPIRED);
        assertThat(heldRefs()).isEmpty();
        assertThat(late.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(late.reason()).contains("does not wait for review: it is expired");
    }

    @Test
    void makesAChangeAnewFromItsPatchWhereThePrivateRepositoryIsGone() throws Exception {
        RunReport held = hold();
        deleteAll(fixture.state.resolve("projects"));

        RunReport approved = decide(new ReviewDecision.Approve(item(held)));

        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(approved.change().orElseThrow().tree())
                .isEqualTo(held.change().orElseThrow().tree());
        assertThat(fixture.shop.read("total.sh")).isEqualTo(PipelineFixture.FIXED);
    }

    @Test
    void deliversNothingThatWasKeptInPartAndLetsItBeTurnedDown() throws Exception {
        RunReport held = hold();
        deleteAll(fixture.state.resolve("projects"));
        artifacts.keep(item(held), new ArtifactName("patch.diff"), held.diff().replace("price * count", "[hidden]"));

        RunReport approved = decide(new ReviewDecision.Approve(item(held)));
        RunReport rejected = decide(new ReviewDecision.Reject(item(held), "gone"));

        assertThat(approved.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(approved.reason()).contains("is not the whole: turn it down");
        assertThat(rejected.reason()).endsWith("it is not known any more what it was");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void letsOneOfTwoApprovalsDeliver() throws Exception {
        RunReport held = hold();
        CountDownLatch together = new CountDownLatch(2);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<RunReport> approval = () -> {
                together.countDown();
                together.await();
                return decide(new ReviewDecision.Approve(item(held)));
            };
            List<RunReport> reports = new ArrayList<>();
            for (Future<RunReport> report : both.invokeAll(List.of(approval, approval))) {
                reports.add(report.get());
            }

            assertThat(reports)
                    .extracting(RunReport::outcome)
                    .containsExactlyInAnyOrder(RunOutcome.DELIVERED, RunOutcome.REFUSED);
        } finally {
            both.shutdownNow();
            assertThat(both.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(fixture.remote.messages("main")).hasSize(2);
        assertThat(fixture.services.restarts()).hasSize(1);
    }

    @Test
    void commitsAnApprovedChangeWhereThatIsWantedOrThereIsNoRemote() throws InterruptedException {
        CommitId before = fixture.remote.head("main");
        fixture.improvement();
        Project project = settings().approvedDelivery(DeliveryMode.COMMIT).build();
        RunReport held = pipeline().run(RunRequest.manual(project), fixture.listener);

        RunReport approved =
                pipeline().run(RunRequest.review(project, new ReviewDecision.Approve(item(held))), fixture.listener);

        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.shop.head())
                .isEqualTo(approved.change().orElseThrow().commit());
        assertThat(fixture.remote.head("main")).isEqualTo(before);
    }

    @Test
    void refusesToApproveWhatIsOnObserveNow() throws InterruptedException {
        RunReport held = hold();
        Project observed = settings().delivery(DeliveryMode.OBSERVE).build();

        RunReport approved =
                pipeline().run(RunRequest.review(observed, new ReviewDecision.Approve(item(held))), fixture.listener);

        assertThat(approved.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(approved.reason()).endsWith("the project is on delivery = \"observe\", from where nothing leaves");
        assertThat(waiting()).containsExactly(item(held));
    }

    @Test
    void saysOfARunWithoutAChangeThatNothingWaits() throws InterruptedException {
        RunId unknown = new RunId("20260101-000000-000000");

        RunReport report = decide(new ReviewDecision.Approve(unknown));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).isEqualTo("the run " + unknown + " has no change of shop that waits for review");
    }

    private RunReport hold() throws InterruptedException {
        fixture.improvement();
        RunReport held = run();
        assertThat(held.outcome()).as(held.reason()).isEqualTo(RunOutcome.HELD);
        return held;
    }

    private RunReport run() throws InterruptedException {
        return pipeline().run(RunRequest.manual(project()), fixture.listener);
    }

    private RunReport decide(ReviewDecision decision) throws InterruptedException {
        return pipeline().run(RunRequest.review(project(), decision), fixture.listener);
    }

    private Project project() {
        return settings().build();
    }

    private Project.Builder settings() {
        return fixture.project()
                .delivery(DeliveryMode.HOLD)
                .verify(PipelineFixture.TEST)
                .service(SERVICE);
    }

    private Pipeline pipeline() {
        return builder().build();
    }

    private Pipeline.Builder builder() {
        return fixture.pipeline()
                .journal(journal)
                .claims(claims)
                .rejections(rejections)
                .artifacts(artifacts)
                .clock(clock);
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private List<RunId> waiting() {
        return journal.held(project().id()).stream().map(RunOverview::run).toList();
    }

    private ChangeState state(RunReport report) {
        return journal.find(item(report)).orElseThrow().change().orElseThrow();
    }

    private static RunId item(RunReport report) {
        return report.run().orElseThrow();
    }

    private List<String> gatesOf(RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.filter(RunEvent.Judged.class::isInstance)
                    .map(event -> ((RunEvent.Judged) event).gate())
                    .toList();
        }
    }

    private String lastPrompt(String purpose) {
        return fixture.llm.requests().stream()
                .filter(request -> request.purpose().equals(purpose))
                .map(LlmRequest::prompt)
                .reduce("", (first, last) -> last);
    }

    private List<String> heldRefs() throws InterruptedException {
        return fixture.git(
                        "--git-dir",
                        fixture.state.resolve("projects/shop/objects.git").toString(),
                        "for-each-ref",
                        "--format=%(refname:lstrip=3)",
                        "refs/pimainteno/held")
                .lines()
                .toList();
    }
}
