package dev.pimainteno.samples.task;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Commits the line feeds that are missing at the ends of a project's files, without a model. The commit is made on the
 * local branch, and only if the checkout is clean.
 *
 * <p>Arguments: the root of a Git checkout, then a directory for the program's own state. Exits with 1 if the run did not
 * end as it should.
 */
public final class FinalLineFeeds {

    private FinalLineFeeds() {}

    public static void main(String[] args) throws InterruptedException {
        RunReport report = run(pipeline(Path.of(args[1])), Path.of(args[0]));
        System.out.println(report.outcome() + ": " + report.reason() + "\n" + report.diff());
        System.exit(report.succeeded() ? 0 : 1);
    }

    /** Composes a pipeline without a model: whoever asks one all the same gets a failure. */
    static Pipeline pipeline(Path state) {
        return Pipeline.builder(state)
                .task("final-line-feed", new FinalLineFeedTask(Set.of("java", "md", "sh", "txt", "xml", "yml")))
                .build();
    }

    static RunReport run(Pipeline pipeline, Path checkout) throws InterruptedException {
        Project project = Project.builder(ProjectId.of("project"), checkout)
                .tasks(List.of("final-line-feed"))
                .delivery(DeliveryMode.COMMIT)
                .build();
        return pipeline.run(RunRequest.manual(project), RunListener.none());
    }
}
