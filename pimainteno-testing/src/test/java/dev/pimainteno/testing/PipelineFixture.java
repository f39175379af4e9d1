package dev.pimainteno.testing;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small shop with a remote, a scripted model, and a pipeline over them. */
final class PipelineFixture {
    static final String PROGRAM = "price=3\ncount=4\necho $((price + count))\n";
    static final String FIXED = "price=3\ncount=4\necho $((price * count))\n";
    static final String DIFF = """
            The total adds where it should multiply:

            ```diff
            --- a/total.sh
            +++ b/total.sh
            @@ -9,3 +9,3 @@
             price=3
             count=4
            -echo $((price + count))
            +echo $((price * count))
            ```
            """;
    static final String SUMMARY = "# shop\n\nTest: `sh test.sh`\n";
    static final String MESSAGE = "{\"subject\": \"Multiply price and count\", \"body\": \"\"}";
    static final Command TEST = Command.of("sh", "test.sh");

    final TemporaryRepository shop;
    final TemporaryRemote remote;
    final ScriptedLlmClient llm = ScriptedLlmClient.create();
    final FakeServiceController services = FakeServiceController.create();
    final RecordingRunListener listener = RecordingRunListener.create();
    final Watermarks watermarks = Watermarks.inMemory();
    final Path state;

    PipelineFixture(Path directory) {
        state = directory.resolve("state");
        shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.write("total.sh", PROGRAM)
                .write("test.sh", "test \"$(sh total.sh)\" = 12\n")
                .commit("Begin");
        remote = shop.remote();
    }

    /** Prepares one whole improvement. */
    PipelineFixture improvement() {
        llm.answer("summary", SUMMARY).answer("improve", DIFF).answer("commit-message", MESSAGE);
        return this;
    }

    Project.Builder project() {
        return Project.builder(ProjectId.of("shop"), shop.path()).delivery(DeliveryMode.PUSH);
    }

    Pipeline.Builder pipeline() {
        return Pipeline.builder(state)
                .llm(llm)
                .services(services)
                .watermarks(watermarks)
                .task("summary", new SummaryTask())
                .task("improve", new ImproveTask());
    }

    RunReport run() throws InterruptedException {
        return run(project());
    }

    RunReport run(Project.Builder project) throws InterruptedException {
        return pipeline().build().run(RunRequest.manual(project.build()), listener);
    }

    RunReport run(Pipeline.Builder pipeline) throws InterruptedException {
        return pipeline.build().run(RunRequest.manual(project().build()), RunListener.none());
    }

    /** Asks Git itself about the shop. */
    String git(String... arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        ProcessResult result = ProcessRunner.create()
                .run(ProcessRequest.of(new Command(argv), shop.path())
                        .environment(Map.of("PATH", System.getenv("PATH"), "GIT_CONFIG_NOSYSTEM", "1"))
                        .build());
        if (!result.succeeded()) {
            throw new AssertionError(argv + ": " + result.errors());
        }
        return result.output();
    }
}
