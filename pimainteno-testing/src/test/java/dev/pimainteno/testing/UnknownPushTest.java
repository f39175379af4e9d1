package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs whose remote goes away in the midst of the push, so that nobody can ask it what it has taken. */
class UnknownPushTest {
    /** Runs before the remote has moved its branch. */
    private static final String BEFORE = "pre-receive";
    /** Runs when the remote has moved its branch, before it has said so. */
    private static final String AFTER = "reference-transaction";

    private static final ServiceName SERVICE = ServiceName.of("shop.service");

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final ProjectClaims claims = ProjectClaims.inMemory(InstantSource.system());
    private final Cache cache = Cache.inMemory(100);
    private PipelineFixture fixture;
    private Project project;
    private Path away;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        fixture.services.running(SERVICE).runsFrom(SERVICE, fixture.shop.path());
        fixture.improvement();
        project = fixture.project()
                .delivery(DeliveryMode.PUSH)
                .service(SERVICE)
                .followUp(0)
                .deploy(List.of(Command.of("sh", "-c", "echo deployed >> '" + deployments() + "'")))
                .build();
        away = directory.resolve("away.git");
    }

    @ParameterizedTest(name = "the remote goes in its hook {0}")
    @CsvSource({BEFORE + ", 1", AFTER + ", 2"})
    void isFoundOutByTheNextCheck(String hook, int commits) throws Exception {
        goAwayIn(hook);

        RunReport first = run();

        assertThat(first.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(first.reason())
                .contains("it cannot be told whether the branch has moved")
                .endsWith("the next check finds out, and brings this run to its end");
        RunId run = first.run().orElseThrow();
        assertThat(journal.open(project.id())).containsExactly(run);
        assertThat(fixture.services.restarts()).isEmpty();
        comeBack();
        assertThat(fixture.remote.messages("main")).as("taken before it went").hasSize(commits);

        RunReport second = run();
        RunReport third = run();

        assertThat(second.succeeded()).as(second.toString()).isTrue();
        assertThat(third.outcome()).as(third.reason()).isEqualTo(RunOutcome.IDLE);
        assertThat(journal.open(project.id())).isEmpty();
        assertThat(fixture.remote.messages("main")).hasSize(2);
        assertThat(fixture.remote.head("main"))
                .hasToString(fixture.git("rev-parse", "main").strip());
        assertThat(Files.readAllLines(deployments())).containsExactly("deployed");
        assertThat(fixture.services.restarts()).hasSize(1);
        assertThat(fixture.llm.requests()).as("nothing is asked twice").hasSize(3);
        assertThat(outcomes(run)).containsExactly(RunOutcome.DELIVERED);
    }

    @ParameterizedTest(name = "the remote goes in its hook {0}")
    @ValueSource(strings = {BEFORE, AFTER})
    void staysUnknownAsLongAsTheRemoteIsAway(String hook) throws Exception {
        goAwayIn(hook);
        run();

        RunReport second = run();

        assertThat(second.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(journal.open(project.id())).hasSize(1);
        comeBack();
        assertThat(run().succeeded()).isTrue();
        assertThat(fixture.remote.messages("main")).hasSize(2);
        assertThat(fixture.services.restarts()).hasSize(1);
    }

    private RunReport run() throws InterruptedException {
        return fixture.pipeline()
                .cache(cache)
                .journal(journal)
                .claims(claims)
                .build()
                .run(RunRequest.manual(project), fixture.listener);
    }

    private List<RunOutcome> outcomes(RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.filter(RunEvent.Ended.class::isInstance)
                    .map(event -> ((RunEvent.Ended) event).outcome())
                    .toList();
        }
    }

    private Path deployments() {
        return directory.resolve("deployed");
    }

    private void goAwayIn(String hook) throws IOException {
        Path script = hooks().resolve(hook);
        Files.createDirectories(hooks());
        Files.writeString(
                script,
                "#!/bin/sh\n[ \"${1:-committed}\" = committed ] || exit 0\nmv '" + fixture.remote.path() + "' '" + away
                        + "'\nkill -9 $PPID\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private void comeBack() throws IOException {
        Files.move(away, fixture.remote.path());
        for (String hook : List.of(BEFORE, AFTER)) {
            Files.deleteIfExists(hooks().resolve(hook));
        }
    }

    private Path hooks() {
        return fixture.remote.path().resolve("hooks");
    }
}
