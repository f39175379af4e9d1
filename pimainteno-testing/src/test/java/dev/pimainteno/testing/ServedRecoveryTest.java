package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.SummaryCommit;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is cut off when it is known what came of the service ends as it would have ended. */
class ServedRecoveryTest {
    private static final ServiceName SERVICE = ServiceName.of("shop.service");

    @TempDir
    Path directory;

    /** What becomes of the service, and how the run ends. */
    enum Service {
        UP(RunOutcome.DELIVERED) {
            @Override
            Project.Builder prepare(PipelineFixture fixture) {
                return fixture.improvement().project().service(SERVICE);
            }
        },
        NOT_TO_BE_RESTARTED(RunOutcome.DELIVERED) {
            @Override
            Project.Builder prepare(PipelineFixture fixture) {
                fixture.services.runsFrom(SERVICE, fixture.state);
                return fixture.improvement().project().service(SERVICE);
            }
        },
        NOT_RESTARTED(RunOutcome.FAILED) {
            @Override
            Project.Builder prepare(PipelineFixture fixture) {
                fixture.services.failRestart(
                        SERVICE, new ServiceException(ServiceException.Reason.NOT_PERMITTED, "not you", null));
                return fixture.improvement().project().service(SERVICE);
            }
        },
        NOT_UP(RunOutcome.FAILED) {
            @Override
            Project.Builder prepare(PipelineFixture fixture) {
                fixture.services.failRestart(
                        SERVICE, new ServiceException(ServiceException.Reason.FAILED, "it ended", null));
                return fixture.improvement().project().service(SERVICE);
            }
        },
        NOT_TO_BE_DEPLOYED(RunOutcome.DELIVERED) {
            @Override
            Project.Builder prepare(PipelineFixture fixture) {
                fixture.llm.answer("summary", PipelineFixture.SUMMARY);
                fixture.llm.answer("commit-message", "{\"subject\": \"Describe the shop\", \"body\": \"\"}");
                return fixture.project()
                        .tasks(List.of("summary"))
                        .summaryCommit(SummaryCommit.ALONE)
                        .deploy(List.of(Command.of("false")));
            }
        },
        NOT_DEPLOYED(RunOutcome.FAILED) {
            @Override
            Project.Builder prepare(PipelineFixture fixture) {
                return fixture.improvement().project().deploy(List.of(Command.of("false")));
            }
        };

        private final RunOutcome outcome;

        Service(RunOutcome outcome) {
            this.outcome = outcome;
        }

        abstract Project.Builder prepare(PipelineFixture fixture);
    }

    @ParameterizedTest
    @EnumSource
    void endsAsItWouldHaveEnded(Service service) throws Exception {
        InMemoryRunJournal whole = RunJournal.inMemory(10);
        assertThat(run(fixture("whole"), service, whole)).isEqualTo(service.outcome);
        int known = eventsUpToWhatIsKnownOfTheService(whole);

        PipelineFixture fixture = fixture("cut");
        InMemoryRunJournal journal = RunJournal.inMemory(10);
        run(fixture, service, new CutOffJournal(journal, known, false));
        assertThat(journal.open(fixture.project().build().id())).hasSize(1);
        run(fixture, service, journal);

        RunOverview first = oldest(journal);
        assertThat(first.outcome()).as(first.reason()).contains(service.outcome);
        assertThat(first.change()).isEqualTo(oldest(whole).change());
        assertThat(fixture.services.restarts()).hasSizeLessThanOrEqualTo(1);
    }

    private PipelineFixture fixture(String name) throws Exception {
        PipelineFixture fixture = new PipelineFixture(Files.createDirectory(directory.resolve(name)));
        fixture.services.running(SERVICE).runsFrom(SERVICE, fixture.shop.path());
        return fixture;
    }

    private static RunOutcome run(PipelineFixture fixture, Service service, RunJournal journal)
            throws InterruptedException {
        return fixture.pipeline()
                .cache(Cache.inMemory(100))
                .journal(journal)
                .claims(ProjectClaims.inMemory(InstantSource.system()))
                .build()
                .run(RunRequest.manual(service.prepare(fixture).followUp(0).build()), fixture.listener)
                .outcome();
    }

    private static int eventsUpToWhatIsKnownOfTheService(InMemoryRunJournal journal) {
        try (Stream<RunEvent> read = journal.read(oldest(journal).run())) {
            List<RunEvent> events = read.toList();
            int last = 0;
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i) instanceof RunEvent.Served || events.get(i) instanceof RunEvent.Deployed) {
                    last = i + 1;
                }
            }
            return last;
        }
    }

    private static RunOverview oldest(InMemoryRunJournal journal) {
        List<RunOverview> runs = journal.runs(RunQuery.newest(10));
        return runs.get(runs.size() - 1);
    }
}
