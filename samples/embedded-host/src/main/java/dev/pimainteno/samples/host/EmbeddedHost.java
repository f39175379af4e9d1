package dev.pimainteno.samples.host;

import dev.pimainteno.codex.CodexLlmClient;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;

/**
 * Looks for one improvement of a Maven project and prints it. Nothing leaves this machine but the questions to the model,
 * and the checkout is not written: that is what a project does that names no other delivery.
 *
 * <p>Arguments: the root of a Git checkout, then a directory for the program's own state, not under {@code /tmp}.
 */
public final class EmbeddedHost {

    private EmbeddedHost() {}

    // README begin
    public static void main(String[] args) throws InterruptedException {
        Path state = Path.of(args[1]);
        Project project = Project.builder(ProjectId.of("shop"), Path.of(args[0]))
                .verify(Command.of("mvn", "-q", "verify"))
                .build();
        Pipeline pipeline = pipeline(state, CodexLlmClient.create(state));
        RunReport report = pipeline.run(RunRequest.manual(project), RunListener.none());
        System.out.println(report.outcome() + ": " + report.reason() + "\n" + report.diff());
    }

    static Pipeline pipeline(Path state, LlmClient llm) {
        return Pipeline.builder(state)
                .llm(llm)
                .task("summary", new SummaryTask())
                .task("improve", new ImproveTask())
                .build();
    }
    // README end
}
