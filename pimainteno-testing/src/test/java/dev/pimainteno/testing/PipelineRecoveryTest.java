package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cuts runs off at each of their events, and lets the next check find what they left. */
class PipelineRecoveryTest {
    private static final ServiceName SERVICE = ServiceName.of("shop.service");
    /** More than a run of the fixture has. */
    private static final int MOST_EVENTS = 50;
    /** More than an approval of the fixture has. */
    private static final int MOST_OF_APPROVAL = 28;

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final ProjectClaims claims = ProjectClaims.inMemory(InstantSource.system());
    private final Cache cache = Cache.inMemory(100);
    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        fixture.services.running(SERVICE).runsFrom(SERVICE, fixture.shop.path());
        fixture.improvement();
    }

    static Stream<Arguments> cuts() {
        return Stream.of(DeliveryMode.PUSH, DeliveryMode.COMMIT)
                .flatMap(mode -> Stream.iterate(
                                mode == DeliveryMode.PUSH ? 0 : 20, event -> event < MOST_EVENTS, event -> event + 1)
                        .flatMap(event -> Stream.of(true, false)
                                .filter(kept -> mode == DeliveryMode.PUSH || kept)
                                .map(kept -> Arguments.of(mode, event, kept))));
    }

    @ParameterizedTest(name = "{0} after {1} events, the next one kept: {2}")
    @MethodSource("cuts")
    void bringsARunThatWasCutOffToOneEnd(DeliveryMode mode, int events, boolean kept) throws Exception {
        Project project = project(mode);
        CutOffJournal cutOff = new CutOffJournal(journal, events, kept);
        RunReport first = pipeline(cutOff).run(RunRequest.manual(project), fixture.listener);
        assertThat(first.outcome()).isEqualTo(cutOff.wasReached() ? RunOutcome.FAILED : RunOutcome.DELIVERED);

        RunReport second = pipeline(journal).run(RunRequest.manual(project), fixture.listener);
        RunReport third = pipeline(journal).run(RunRequest.manual(project), fixture.listener);

        assertThat(second.succeeded()).as(second.toString()).isTrue();
        assertThat(third.outcome()).as(third.reason()).isEqualTo(RunOutcome.IDLE);
        assertThat(fixture.git("rev-list", "--count", "main").strip()).isEqualTo("2");
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
        if (mode == DeliveryMode.PUSH) {
            assertThat(fixture.remote.head("main"))
                    .hasToString(fixture.git("rev-parse", "main").strip());
        }
        assertThat(fixture.services.restarts()).hasSize(1);
        assertThat(deployments()).hasSizeBetween(1, wasDeployedWithoutAWord() ? 2 : 1);
        assertThat(journal.open(project.id())).isEmpty();
        assertThat(fixture.llm.requests()).as("nothing is asked twice").hasSize(3);
        assertThat(fixture.shop.path().resolve(".git/pimainteno")).doesNotExist();
    }

    static Stream<Integer> everyFourth() {
        return Stream.iterate(0, event -> event < MOST_EVENTS, event -> event + 4);
    }

    /** Some early ones, and all around the delivery. */
    static Stream<Integer> cutsOfAHeldRun() {
        return Stream.concat(Stream.of(0, 12), Stream.iterate(24, event -> event < MOST_EVENTS, event -> event + 1));
    }

    @ParameterizedTest(name = "after {0} events")
    @MethodSource("cutsOfAHeldRun")
    void holdsOneChangeForAPersonWhereverARunWasCutOff(int events) throws Exception {
        Project project = project(DeliveryMode.HOLD);
        Map<String, String> shop = fixture.shop.state();
        pipeline(new CutOffJournal(journal, events, events % 2 == 0)).run(RunRequest.manual(project), fixture.listener);

        pipeline(journal).run(RunRequest.manual(project), fixture.listener);
        RunReport third = pipeline(journal).run(RunRequest.manual(project), fixture.listener);

        assertThat(third.outcome()).as(third.reason()).isEqualTo(RunOutcome.IDLE);
        assertThat(journal.runs(RunQuery.newest(10)))
                .filteredOn(run -> run.change().filter(ChangeState.HELD::equals).isPresent())
                .hasSize(1)
                .allSatisfy(run -> assertThat(run.outcome()).contains(RunOutcome.HELD));
        assertThat(journal.open(project.id())).isEmpty();
        assertThat(fixture.shop.state()).isEqualTo(shop);
        assertThat(fixture.services.restarts()).isEmpty();
    }

    @ParameterizedTest(name = "after {0} events")
    @MethodSource("everyFourth")
    void doesTheSameWhenTheClockGoesBackwards(int events) throws Exception {
        Project project = project(DeliveryMode.PUSH);
        AtomicLong now = new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").getEpochSecond());
        InstantSource backwards = () -> Instant.ofEpochSecond(now.addAndGet(-60));
        Pipeline.Builder builder = fixture.pipeline()
                .cache(cache)
                .claims(ProjectClaims.inMemory(backwards))
                .clock(backwards);
        builder.journal(new CutOffJournal(journal, events, true))
                .build()
                .run(RunRequest.manual(project), fixture.listener);

        RunReport report = builder.journal(journal).build().run(RunRequest.manual(project), fixture.listener);

        assertThat(report.succeeded()).as(report.toString()).isTrue();
        assertThat(journal.open(project.id())).isEmpty();
        assertThat(fixture.git("rev-list", "--count", "main").strip()).isEqualTo("2");
        assertThat(fixture.services.restarts()).hasSize(1);
    }

    static Stream<Arguments> cutsOfApproval() {
        return Stream.of(true, false)
                .flatMap(moved -> Stream.iterate(0, event -> event < MOST_OF_APPROVAL, event -> event + 1)
                        .flatMap(event -> Stream.of(true, false)
                                .filter(kept -> !kept.equals(moved))
                                .map(kept -> Arguments.of(event, kept, moved))));
    }

    @ParameterizedTest(name = "after {0} events, the next one kept: {1}, on a moved branch: {2}")
    @MethodSource("cutsOfApproval")
    void deliversAnApprovedChangeOnceOrLetsItWait(int events, boolean kept, boolean moved) throws Exception {
        Project project = project(DeliveryMode.HOLD);
        pipeline(journal).run(RunRequest.manual(project), fixture.listener);
        if (moved) {
            TemporaryRepository colleague = fixture.remote.checkOut(directory.resolve("colleague"));
            colleague.write("more.txt", "more\n").commit("Go on");
            colleague.push();
        }
        decide(pipeline(new CutOffJournal(journal, events, kept)), project);

        pipeline(journal).run(RunRequest.manual(project), fixture.listener);
        if (!journal.held(project.id()).isEmpty()) {
            RunReport approved = decide(pipeline(journal), project);
            assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        }

        assertThat(fixture.git("rev-list", "--count", "main").strip()).isEqualTo(moved ? "3" : "2");
        assertThat(fixture.remote.head("main"))
                .hasToString(fixture.git("rev-parse", "main").strip());
        assertThat(fixture.services.restarts()).hasSize(1);
        assertThat(journal.open(project.id())).isEmpty();
        assertThat(journal.held(project.id())).isEmpty();
    }

    private RunReport decide(Pipeline pipeline, Project project) throws InterruptedException {
        ReviewDecision approval =
                new ReviewDecision.Approve(journal.held(project.id()).get(0).run());
        return pipeline.run(RunRequest.review(project, approval), fixture.listener);
    }

    /** Nobody can know whether a command that was about to be run had been run when its end was never told. */
    private boolean wasDeployedWithoutAWord() {
        RunOverview oldest = lastOf(journal.runs(RunQuery.newest(10)));
        try (Stream<RunEvent> events = journal.read(oldest.run())) {
            List<RunEvent> all = events.toList();
            int resumed = indexOf(all, RunEvent.Resumed.class);
            return resumed > 0 && indexOf(all, RunEvent.Deployed.class) > resumed;
        }
    }

    @Test
    void cutsRunsOffAtEveryEvent() throws InterruptedException {
        pipeline(journal).run(RunRequest.manual(project(DeliveryMode.PUSH)), fixture.listener);

        assertThat(lastOf(journal.runs(RunQuery.newest(1))).events()).isLessThan(MOST_EVENTS);
    }

    @Test
    void tellsInTheJournalWhatWasDoneAndWhy() throws InterruptedException {
        Project project = project(DeliveryMode.PUSH);
        pipeline(new CutOffJournal(journal, 3, true)).run(RunRequest.manual(project), fixture.listener);

        RunReport report = pipeline(journal).run(RunRequest.manual(project), fixture.listener);

        RunOverview cutOff = lastOf(journal.runs(RunQuery.newest(10)));
        assertThat(cutOff.outcome()).contains(RunOutcome.INTERRUPTED);
        assertThat(cutOff.reason()).isEqualTo("cut off in the phase propose; nothing was left behind");
        assertThat(report.outcome()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(report.details())
                .contains("the run " + cutOff.run() + " was cut off: it was in the phase propose and is unwound; "
                        + cutOff.reason());
    }

    @Test
    void waitsWithARunThatCannotBeFinishedYet() throws Exception {
        Project project = project(DeliveryMode.PUSH);
        pipeline(new CutOffJournal(journal, eventsBeforeDelivery(), true))
                .run(RunRequest.manual(project), fixture.listener);
        Path away = directory.resolve("away");
        Files.move(fixture.remote.path(), away);

        RunReport report = pipeline(journal).run(RunRequest.manual(project), fixture.listener);

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(journal.open(project.id())).hasSize(1);
        Files.move(away, fixture.remote.path());
        assertThat(pipeline(journal)
                        .run(RunRequest.manual(project), fixture.listener)
                        .succeeded())
                .isTrue();
        assertThat(journal.open(project.id())).isEmpty();
        assertThat(fixture.git("rev-list", "--count", "main").strip()).isEqualTo("2");
    }

    @Test
    void leavesARunThatWasCutOffToTheNextCheckThatIsNoDryRun() throws Exception {
        Project project = project(DeliveryMode.PUSH);
        pipeline(new CutOffJournal(journal, eventsBeforeDelivery(), true))
                .run(RunRequest.manual(project), fixture.listener);
        RunId cutOff = journal.open(project.id()).get(0);
        List<RunOverview> runs = journal.runs(RunQuery.newest(10));
        Map<String, String> shop = fixture.shop.state();
        Map<String, String> remote = fixture.remote.state();

        RunReport dry = pipeline(journal).run(RunRequest.manual(project).asDryRun(), fixture.listener);

        assertThat(dry.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(dry.reason())
                .startsWith("the run " + cutOff + " was cut off")
                .contains("no dry run");
        assertThat(journal.runs(RunQuery.newest(10))).isEqualTo(runs);
        assertThat(fixture.shop.state()).isEqualTo(shop);
        assertThat(fixture.remote.state()).isEqualTo(remote);
        assertThat(fixture.services.restarts()).isEmpty();
        assertThat(directory.resolve("deployed")).doesNotExist();
        pipeline(journal).run(RunRequest.manual(project), fixture.listener);
        assertThat(journal.open(project.id())).isEmpty();
        assertThat(fixture.services.restarts()).hasSize(1);
    }

    @Test
    void leavesAnUpdateThatWasCutOffToTheNextCheckThatIsNoDryRun() throws Exception {
        Path staging = Files.createDirectory(fixture.shop.path().resolve(".git/pimainteno"));

        RunReport dry = pipeline(journal)
                .run(RunRequest.manual(project(DeliveryMode.PUSH)).asDryRun(), fixture.listener);

        assertThat(dry.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(dry.reason()).startsWith("an update of the checkout was cut off");
        assertThat(staging).exists();
    }

    @Test
    void knowsItsChangeAtTheRemoteThoughOthersHaveGoneOnFromThere() throws Exception {
        Project project = project(DeliveryMode.PUSH);
        // The push was made, and its outcome was never journaled.
        pipeline(new CutOffJournal(journal, eventsBeforeDelivery() + 1, false))
                .run(RunRequest.manual(project), fixture.listener);
        TemporaryRepository colleague = fixture.remote.checkOut(directory.resolve("colleague"));
        colleague.write("more.txt", "more\n").commit("Go on");
        colleague.push();
        fixture.llm.fail("summary", new LlmException(LlmException.Reason.UNAVAILABLE, "not now", null));

        RunReport report = pipeline(journal).run(RunRequest.manual(project), fixture.listener);

        RunOverview cutOff = lastOf(journal.runs(RunQuery.newest(10)));
        assertThat(cutOff.outcome()).as(cutOff.reason()).contains(RunOutcome.DELIVERED);
        assertThat(fixture.remote.messages("main")).as(report.toString()).hasSize(3);
    }

    /** Returns how many events come before the push begins, as an undisturbed run of the same kind tells. */
    private int eventsBeforeDelivery() throws IOException, InterruptedException {
        PipelineFixture other = new PipelineFixture(Files.createDirectory(directory.resolve("other")));
        other.services.running(SERVICE);
        InMemoryRunJournal whole = RunJournal.inMemory(1);
        Project project = other.project().service(SERVICE).followUp(0).build();
        other.improvement().pipeline().journal(whole).build().run(RunRequest.manual(project), other.listener);
        RunOverview run = lastOf(whole.runs(RunQuery.newest(1)));
        try (Stream<RunEvent> events = whole.read(run.run())) {
            return indexOf(events.toList(), RunEvent.Delivered.class) - 1;
        }
    }

    private Project project(DeliveryMode mode) {
        return fixture.project()
                .delivery(mode)
                .service(SERVICE)
                .followUp(0)
                .deploy(List.of(Command.of("sh", "-c", "echo deployed >> '" + directory.resolve("deployed") + "'")))
                .build();
    }

    private Pipeline pipeline(RunJournal kept) {
        return fixture.pipeline().cache(cache).journal(kept).claims(claims).build();
    }

    private List<String> deployments() throws IOException {
        return Files.readAllLines(directory.resolve("deployed"));
    }

    private static int indexOf(List<RunEvent> events, Class<? extends RunEvent> kind) {
        for (int i = 0; i < events.size(); i++) {
            if (kind.isInstance(events.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static <T> T lastOf(List<T> list) {
        return list.get(list.size() - 1);
    }
}
