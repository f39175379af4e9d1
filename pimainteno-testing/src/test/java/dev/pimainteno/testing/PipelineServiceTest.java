package dev.pimainteno.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.SummaryCommit;
import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceDefinition;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineServiceTest {
    private static final ServiceName SERVICE = ServiceName.of("shop.service");
    private static final String LEFT = "delivered, not deployed: shop.service was not restarted, because ";

    @TempDir
    Path directory;

    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        fixture.services.running(SERVICE).runsFrom(SERVICE, fixture.shop.path());
    }

    @Test
    void restartsTheServiceOnceTheCheckoutIsAtTheChange() throws InterruptedException {
        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.services.restarts()).containsExactly(SERVICE);
        assertThat(report.details()).contains("shop.service is active (running) after the restart");
    }

    @Test
    void restartsAServiceThatRunsFromADirectoryInTheCheckoutByAnotherName() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("current"), fixture.shop.path());
        fixture.services.runsFrom(SERVICE, link);

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(fixture.services.restarts()).as(report.details().toString()).containsExactly(SERVICE);
    }

    @Test
    void restartsNothingThatOnlyHasAnArgumentInTheCheckout() throws InterruptedException {
        Path live = fixture.remote.checkOut(directory.resolve("live")).path();
        Path argument = fixture.shop.path().resolve("total.sh");
        fixture.services.defined(SERVICE, new ServiceDefinition("simple", live, List.of(argument)));

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(fixture.services.restarts()).isEmpty();
        assertThat(report.details()).anyMatch(line -> line.startsWith(LEFT + "it runs from " + live));
    }

    @Test
    void isContentWithAServiceThatIsDoneWhenItHasRun() throws InterruptedException {
        ServiceDefinition oneshot = new ServiceDefinition("oneshot", fixture.shop.path(), List.of());
        fixture.services.defined(SERVICE, oneshot);

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(report.details()).contains("shop.service is inactive (dead) after the restart");
    }

    @Test
    void saysThatAServiceEndedRightAfterTheRestart() throws InterruptedException {
        fixture.services.defined(SERVICE, new ServiceDefinition("simple", fixture.shop.path(), List.of()));
        ServiceController gone = new ServiceController() {
            @Override
            public ServiceStatus status(ServiceName service) {
                return fixture.services.status(service);
            }

            @Override
            public ServiceDefinition definition(ServiceName service) {
                return fixture.services.definition(service);
            }

            @Override
            public void restart(ServiceName service) {
                fixture.services.restart(service);
                fixture.services.stopped(service);
            }
        };

        RunReport report = fixture.improvement()
                .pipeline()
                .services(gone)
                .build()
                .run(RunRequest.manual(fixture.project().service(SERVICE).build()), fixture.listener);

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason()).endsWith("; shop.service is inactive (dead) after the restart");
    }

    @Test
    void reportsADeliveryThatWasInterruptedWhileItWasPutIntoService() throws InterruptedException {
        Command interrupting = Command.of("sh", "-c", "touch " + directory.resolve("begun") + "; sleep 600");
        Thread worker = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (!Files.exists(directory.resolve("begun"))) {
                Thread.onSpinWait();
            }
            worker.interrupt();
        });
        interrupter.start();

        RunReport report =
                fixture.improvement().run(fixture.project().service(SERVICE).deploy(List.of(interrupting)));

        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
        assertThat(report.outcome()).isEqualTo(RunOutcome.INTERRUPTED);
        assertThat(report.reason())
                .contains("was pushed to 'main'")
                .endsWith("; interrupted while it was put into service");
        assertThat(fixture.services.restarts()).isEmpty();
        fixture.llm.answer("improve", "NOTHING_WORTH_DOING");
        assertThat(fixture.run().outcome()).as("it knows its own commit").isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(fixture.llm.requests())
                .filteredOn(request -> request.purpose().equals("summary"))
                .hasSize(1);
    }

    @Test
    void restartsNothingFromADirectoryThatIsNotAtTheChange() throws InterruptedException {
        fixture.shop.write("total.sh", "mine\n");

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.services.restarts()).isEmpty();
        assertThat(report.details()).contains(LEFT + "its directory is not at the delivered commit");
    }

    @Test
    void restartsNothingThatRunsFromElsewhere() throws InterruptedException {
        fixture.services.runsFrom(SERVICE, Path.of("/opt/shop"));

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.services.restarts()).isEmpty();
        assertThat(report.details())
                .contains(LEFT + "it runs from /opt/shop, not from " + fixture.shop.path()
                        + ": let its unit name that (WorkingDirectory=), or give the project deploy commands");
    }

    @Test
    void restartsNothingThatRunsFromACheckoutOfItsOwnWhichIsBehind() throws InterruptedException {
        Path live = fixture.remote.checkOut(directory.resolve("live")).path();
        fixture.services.runsFrom(SERVICE, live);
        String before = fixture.shop.head().abbreviated();

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(fixture.services.restarts()).isEmpty();
        assertThat(report.details())
                .contains(LEFT + "it runs from " + live + ", which is at " + before + ", not at the delivered commit");
    }

    @Test
    void restartsWhatADeployCommandBroughtToTheChange() throws InterruptedException {
        Path live = fixture.remote.checkOut(directory.resolve("live")).path();
        fixture.services.runsFrom(SERVICE, live);
        Command pull = Command.of("git", "-C", live.toString(), "pull", "--quiet", "--ff-only");

        RunReport report =
                fixture.improvement().run(fixture.project().service(SERVICE).deploy(List.of(pull)));

        assertThat(fixture.services.restarts()).as(report.details().toString()).containsExactly(SERVICE);
        assertThat(live.resolve("total.sh")).hasContent(PipelineFixture.FIXED);
    }

    @Test
    void restartsWhatDeployCommandsBuiltOutsideOfGit() throws IOException, InterruptedException {
        Path live = Files.createDirectory(directory.resolve("live"));
        fixture.services.runsFrom(SERVICE, live);
        Command copy = Command.of("cp", "total.sh", live.toString());

        RunReport report =
                fixture.improvement().run(fixture.project().service(SERVICE).deploy(List.of(copy)));

        assertThat(fixture.services.restarts()).as(report.details().toString()).containsExactly(SERVICE);
        assertThat(report.details()).contains("deployed: every deploy command succeeded");
        assertThat(live.resolve("total.sh")).hasContent(PipelineFixture.FIXED);
        assertThat(fixture.listener.events(RunEvent.Deployed.class))
                .singleElement()
                .extracting(RunEvent.Deployed::deployed)
                .isEqualTo(true);
    }

    @Test
    void deploysWithoutAService() throws InterruptedException {
        Path mark = directory.resolve("mark");

        fixture.improvement().run(fixture.project().deploy(List.of(Command.of("cp", "total.sh", mark.toString()))));

        assertThat(mark).hasContent(PipelineFixture.FIXED);
        assertThat(fixture.services.restarts()).isEmpty();
    }

    @Test
    void restartsNothingAfterADeployCommandThatFailed() throws InterruptedException {
        Command failing = Command.of("sh", "-c", "echo no room left; exit 3");

        RunReport report =
                fixture.improvement().run(fixture.project().service(SERVICE).deploy(List.of(failing)));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason())
                .contains("was pushed to 'main'")
                .endsWith("the change is delivered, but not deployed: the deploy command `sh -c 'echo no room left;"
                        + " exit 3'` ended with exit code 3");
        assertThat(report.details()).containsSubsequence("The end of what it printed:", "no room left");
        assertThat(fixture.services.restarts()).isEmpty();
    }

    @Test
    void endsADeployCommandAtItsDeadline() throws InterruptedException {
        RunReport report = fixture.improvement()
                .run(fixture.project()
                        .verifyTimeout(Duration.ofMillis(300))
                        .deploy(List.of(Command.of("sleep", "600"))));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason()).endsWith("the deploy command `sleep 600` did not end within 0.3 s");
    }

    @Test
    void deploysNothingFromADirtyCheckout() throws InterruptedException {
        Path mark = directory.resolve("mark");
        fixture.shop.write("total.sh", "mine\n");

        RunReport report =
                fixture.improvement().run(fixture.project().deploy(List.of(Command.of("touch", mark.toString()))));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(report.details())
                .contains("delivered, not deployed: no deploy command was run, because the checkout is not at the"
                        + " delivered commit");
        assertThat(mark).doesNotExist();
    }

    @Test
    void observesWithoutDeployingAnything() throws InterruptedException {
        Path mark = directory.resolve("mark");

        fixture.improvement()
                .run(fixture.project()
                        .delivery(DeliveryMode.OBSERVE)
                        .service(SERVICE)
                        .deploy(List.of(Command.of("touch", mark.toString()))));

        assertThat(mark).doesNotExist();
        assertThat(fixture.services.restarts()).isEmpty();
    }

    @Test
    void restartsAndDeploysNothingForASummary() throws InterruptedException {
        Path mark = directory.resolve("mark");
        fixture.llm
                .answer("summary", PipelineFixture.SUMMARY)
                .answer("improve", "NOTHING_WORTH_DOING")
                .answer("commit-message", "{\"subject\": \"Summarise the project\", \"body\": \"\"}");

        RunReport report = fixture.run(fixture.project()
                .service(SERVICE)
                .deploy(List.of(Command.of("touch", mark.toString())))
                .summaryCommit(SummaryCommit.ALONE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(report.details()).contains(LEFT + "only codex.md changed");
        assertThat(fixture.services.restarts()).isEmpty();
        assertThat(mark).doesNotExist();
    }

    @Test
    void saysThatADeliveredServiceDidNotComeUpInItsOwnWords() throws InterruptedException {
        InvocationId invocation =
                requireNonNull(fixture.services.status(SERVICE).invocationId());
        fixture.services.breakOnRestart(SERVICE);
        FakeServiceLog log = FakeServiceLog.create()
                .add(
                        SERVICE,
                        invocation,
                        new LogLine(Instant.EPOCH, 3, "total.sh: line 3: syntax error, password=\"correct horse\""));
        var pipeline = fixture.improvement().pipeline().serviceLog(log).build();

        RunReport report = pipeline.run(
                RunRequest.manual(fixture.project().service(SERVICE).build()), fixture.listener);

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason())
                .contains("was pushed to 'main'", "the change is delivered, and shop.service is not up: ");
        assertThat(report.details())
                .containsSubsequence(
                        "The end of what shop.service has logged since it was started:",
                        "total.sh: line 3: syntax error, password=[hidden]");
        fixture.llm.answer("improve", "NOTHING_WORTH_DOING");
        assertThat(fixture.run(fixture.project().service(SERVICE)).outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    }

    @Test
    void saysThatAServiceMayNotBeRestarted() throws InterruptedException {
        fixture.services.failRestart(SERVICE, new ServiceException(Reason.NOT_PERMITTED, "not allowed", null));

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason())
                .endsWith("the change is delivered, but shop.service was not restarted: not allowed");
        assertThat(fixture.shop.head()).isEqualTo(fixture.remote.head("main"));
    }

    @Test
    void saysThatAServiceIsMaskedOrMissing() throws InterruptedException {
        fixture.services.masked(SERVICE);

        RunReport report = fixture.improvement().run(fixture.project().service(SERVICE));

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason()).endsWith("Cannot restart shop.service: it is masked");
    }
}
