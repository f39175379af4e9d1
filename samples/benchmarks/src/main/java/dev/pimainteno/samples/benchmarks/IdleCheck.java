package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.task.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check that finds nothing new, with watermarks in files, beside {@code git rev-parse HEAD}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class IdleCheck {
    private Shop shop;
    private Pipeline pipeline;
    private Project project;

    @Setup(Level.Trial)
    public void makeShop() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("pimainteno-benchmark");
        shop = Shop.create(directory);
        pipeline = Pipeline.builder(directory.resolve("state"))
                .watermarks(Watermarks.inDirectory(directory.resolve("state/watermarks")))
                .task("look", context -> Proposal.nothing("all is well"))
                .build();
        project = Project.builder(ProjectId.of("shop"), shop.directory())
                .tasks(List.of("look"))
                .build();
        pipeline.run(RunRequest.manual(project), RunListener.none());
    }

    @Benchmark
    public RunReport pipeline() throws InterruptedException {
        RunReport report = pipeline.run(RunRequest.manual(project), RunListener.none());
        if (report.outcome() != RunOutcome.IDLE) {
            throw new IllegalStateException(report.outcome() + ": " + report.reason());
        }
        return report;
    }

    @Benchmark
    public String gitCommand() {
        return shop.git("rev-parse", "HEAD");
    }
}
