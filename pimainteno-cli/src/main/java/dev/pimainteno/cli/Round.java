package dev.pimainteno.cli;

import dev.pimainteno.Maintainer;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.review.ReviewDecision;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of some projects: shows what is under way, and reports. For one use. */
final class Round {
    private static final Logger log = LoggerFactory.getLogger(Round.class);
    private static final String ON_SIGNAL = "pimainteno: interrupted, ending what is under way; once more ends at once";

    private final Surroundings surroundings;
    private final RunOptions options;
    private final Configuration configuration;
    private final List<Project> projects;
    private final List<RunReport> reports = new ArrayList<>();
    private UnaryOperator<RunRequest> shape;

    Round(Surroundings surroundings, RunOptions options, Configuration configuration, List<Project> projects) {
        this.surroundings = surroundings;
        this.options = options;
        this.configuration = configuration;
        this.projects = List.copyOf(projects);
        this.shape = options.dryRun() ? RunRequest::asDryRun : UnaryOperator.identity();
    }

    /** Lets this round do what a person has decided about a change of its one project. */
    Round deciding(ReviewDecision decision) {
        shape = request -> RunRequest.review(request.project(), decision);
        return this;
    }

    /**
     * Runs the projects.
     *
     * @param llm the model that the configuration asks for
     * @param out where people read the reports
     * @return the exit code
     * @throws PimaintenoException if it cannot begin
     */
    int run(LlmClient llm, PrintWriter out) {
        boolean completed = complete(llm);
        if (!options.json()) {
            new ReportText(out).print(inOrder(), projects.size() - reports.size());
        }
        if (!completed) {
            return ExitCode.INTERRUPTED;
        }
        return reports.stream().allMatch(RunReport::succeeded) ? ExitCode.GOOD : ExitCode.FAILED;
    }

    /** Returns whether every project had its turn; if not, a signal came, and everything is unwound. */
    private boolean complete(LlmClient llm) {
        try (Progress progress = progress();
                Signals signals = Signals.interrupting(Thread.currentThread(), () -> progress.say(ON_SIGNAL))) {
            try {
                work(llm, progress);
                return true;
            } catch (InterruptedException e) {
                return false;
            } catch (PimaintenoException | IllegalStateException e) {
                if (!signals.received()) {
                    throw e;
                }
                log.debug("Failed after the signal", e);
                return false;
            }
        }
    }

    private void work(LlmClient llm, Progress progress) throws InterruptedException {
        try (Assembly assembly = Assembly.of(configuration, llm, surroundings.environment())) {
            if (!options.dryRun()) {
                assembly.sweep()
                        .sweep(configuration.projects().stream()
                                .map(Project::id)
                                .collect(Collectors.toSet()));
            }
            Maintainer maintainer = Maintainer.builder(new WatchedPipeline(assembly.pipeline(), progress))
                    .projects(projects)
                    .jobs(options.jobs())
                    .listener(progress)
                    .build();
            assembly.expectMany(projects.size());
            JsonLines json = new JsonLines(surroundings.out());
            maintainer.runAll(projects, shape, report -> {
                reports.add(report);
                if (options.json()) {
                    json.write(ReportFields.of(report));
                }
            });
            // A round that finds nothing new writes nothing, and a dry one removes nothing.
            if (!options.dryRun()
                    && reports.stream().anyMatch(report -> report.run().isPresent())) {
                assembly.housekeeping().daily();
            }
        }
    }

    private Progress progress() {
        if (surroundings.terminal()) {
            return LiveDisplay.start(surroundings);
        }
        if (options.json()) {
            return Progress.none();
        }
        return Logging.tellsSteps()
                ? Progress.sayingOnly(surroundings.errWriter())
                : new LineProgress(surroundings.errWriter());
    }

    /** Returns the reports in the order in which the projects were given; they come in the order in which runs end. */
    private List<RunReport> inOrder() {
        Map<ProjectId, RunReport> byProject = new HashMap<>();
        reports.forEach(report -> byProject.put(report.project(), report));
        return projects.stream()
                .flatMap(project -> Stream.ofNullable(byProject.get(project.id())))
                .toList();
    }
}
