package dev.pimainteno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MaintainerTest {
    private static final List<Project> PROJECTS = List.of(project("shop"), project("blog"), project("mail"));

    @Test
    void reportsEveryProjectInTheOrderGivenWhateverEndsFirst() throws InterruptedException {
        CountDownLatch blogDone = new CountDownLatch(1);
        Pipeline pipeline = (request, listener) -> {
            if (name(request).equals("shop")) {
                blogDone.await();
            }
            return report(request);
        };
        List<String> ended = new ArrayList<>();

        List<RunReport> reports = maintainer(pipeline).runAll(PROJECTS, RunRequest::asDryRun, report -> {
            ended.add(report.project().value());
            if (report.project().value().equals("blog")) {
                blogDone.countDown();
            }
        });

        assertThat(reports).extracting(report -> report.project().value()).containsExactly("shop", "blog", "mail");
        assertThat(ended).containsExactlyInAnyOrder("shop", "blog", "mail");
        assertThat(ended.indexOf("shop")).isGreaterThan(ended.indexOf("blog"));
        assertThat(reports).extracting(RunReport::reason).containsOnly("dry run: true");
    }

    @Test
    void runsAsManyAtATimeAsItMay() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        Pipeline pipeline = (request, listener) -> {
            if (!name(request).equals("mail")) {
                await(both); // Passes only if two runs are under way together.
            }
            return report(request);
        };

        assertThat(maintainer(pipeline).runAll()).hasSize(3);
    }

    @Test
    void unwindsEveryRunWhenItIsInterrupted() {
        AtomicBoolean unwound = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        Pipeline pipeline = (request, listener) -> {
            try {
                if (interrupted.compareAndSet(false, true)) { // a second one would end the wait for what unwinds
                    caller.interrupt();
                }
                new CountDownLatch(1).await();
                return report(request);
            } catch (InterruptedException e) {
                unwound.set(true);
                throw e;
            }
        };

        assertThatThrownBy(() -> maintainer(pipeline).runAll()).isInstanceOf(InterruptedException.class);

        assertThat(unwound).isTrue();
    }

    @Test
    void runsOneProjectByItsName() throws InterruptedException {
        RunReport report = maintainer((request, listener) -> report(request)).run(ProjectId.of("blog"));

        assertThat(report.project()).isEqualTo(ProjectId.of("blog"));
    }

    @Test
    void refusesNamesThatAreUnknownOrTaken() {
        Maintainer maintainer = maintainer((request, listener) -> report(request));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> maintainer.run(ProjectId.of("wiki")))
                .withMessage("there is no project 'wiki'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Maintainer.builder((request, listener) -> report(request))
                        .projects(PROJECTS)
                        .project(project("blog")))
                .withMessage("there are two projects named 'blog'");
    }

    private static Maintainer maintainer(Pipeline pipeline) {
        return Maintainer.builder(pipeline).projects(PROJECTS).jobs(2).build();
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(RunRequest request) {
        return request.project().id().value();
    }

    private static Project project(String name) {
        return Project.builder(ProjectId.of(name), Path.of("/srv", name)).build();
    }

    private static RunReport report(RunRequest request) {
        return new RunReport(
                request.project().id(),
                null,
                RunOutcome.IDLE,
                "dry run: " + request.dryRun(),
                List.of(),
                null,
                null,
                "",
                TokenUsage.none(),
                0,
                null,
                Instant.EPOCH,
                Duration.ZERO);
    }
}
