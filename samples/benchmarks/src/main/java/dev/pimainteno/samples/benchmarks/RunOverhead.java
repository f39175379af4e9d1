package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.testing.ScriptedLlmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One run from an answered diff to a pushed commit and a checkout that followed, in a warm process: by the pipeline, with a
 * model that answers at once and nothing to verify, and by the sequence of Git commands that does the same.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 200)
@Measurement(iterations = 100)
@Fork(2)
public class RunOverhead {
    private Path directory;
    private Shop shop;
    private ScriptedLlmClient llm;
    private Pipeline pipeline;
    private Project project;
    private String diff;

    @Setup(Level.Trial)
    public void makeShop() throws IOException {
        directory = Files.createTempDirectory("pimainteno-benchmark");
        shop = Shop.create(directory);
        llm = ScriptedLlmClient.create();
        pipeline = Pipeline.builder(directory.resolve("state"))
                .llm(llm)
                .task("improve", new ImproveTask())
                .build();
        project = Project.builder(ProjectId.of("shop"), shop.directory())
                .tasks(List.of("improve"))
                .delivery(DeliveryMode.PUSH)
                .followUp(1_000_000)
                .build();
    }

    @Setup(Level.Invocation)
    public void prepareAnswer() {
        diff = shop.nextDiff();
        llm.answer("improve", diff).answer("commit-message", "{\"subject\": \"Change the price\", \"body\": \"\"}");
    }

    @TearDown(Level.Trial)
    public void removeShop() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public RunReport pipeline() throws InterruptedException {
        RunReport report = pipeline.run(RunRequest.manual(project), RunListener.none());
        if (report.outcome() != RunOutcome.DELIVERED) {
            throw new IllegalStateException(report.outcome() + ": " + report.reason());
        }
        return report;
    }

    @Benchmark
    public String gitCommands() {
        Map<String, String> index =
                Map.of("GIT_INDEX_FILE", directory.resolve("index").toString());
        String local = shop.git("rev-parse", "HEAD");
        shop.git("ls-remote", "origin", "refs/heads/main");
        shop.git("fetch", "-q", "origin", "main");
        String clean = shop.git("status", "--porcelain", "--untracked-files=no");
        if (!clean.isEmpty()) {
            throw new IllegalStateException(clean);
        }
        shop.git(index, "", "read-tree", "HEAD");
        shop.git(index, diff, "apply", "--cached", "-");
        String tree = shop.git(index, "", "write-tree");
        String commit = shop.git("commit-tree", tree, "-p", local, "-m", "Change the price");
        shop.git("push", "-q", "origin", commit + ":refs/heads/main");
        shop.git("merge", "-q", "--ff-only", commit);
        return commit;
    }
}
