package dev.pimainteno;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the pipeline over the projects under maintenance, several at a time. The facade that hosts share: an application
 * that embeds the library, the command line, a web interface. Safe for many threads.
 */
public final class Maintainer {
    private static final Logger log = LoggerFactory.getLogger(Maintainer.class);
    private static final long UNWIND_SECONDS = 30;

    private final Pipeline pipeline;
    private final Map<ProjectId, Project> projects;
    private final int jobs;
    private final RunListener listener;
    private final @Nullable ReviewQueue reviews;

    private Maintainer(Builder builder) {
        this.pipeline = builder.pipeline;
        this.projects = new LinkedHashMap<>(builder.projects);
        this.jobs = builder.jobs;
        this.listener = builder.listener;
        this.reviews = builder.reviews;
    }

    public static Builder builder(Pipeline pipeline) {
        return new Builder(pipeline);
    }

    /** Returns the projects, in the order in which they were added. */
    public List<Project> projects() {
        return List.copyOf(projects.values());
    }

    /** Returns the project of that name, or nothing. */
    public Optional<Project> project(ProjectId id) {
        return Optional.ofNullable(projects.get(id));
    }

    /**
     * Runs one project now.
     *
     * @throws IllegalArgumentException if there is no such project
     * @throws InterruptedException if the caller is interrupted; the run has been unwound by then
     */
    public RunReport run(ProjectId id) throws InterruptedException {
        Project project =
                project(id).orElseThrow(() -> new IllegalArgumentException("there is no project '" + id + "'"));
        return pipeline.run(RunRequest.manual(project), listener);
    }

    /**
     * Returns the changes that wait for a person, project by project, the oldest of each first.
     *
     * @throws IllegalStateException if this was built without a review queue
     */
    public List<ReviewItem> reviews() {
        ReviewQueue queue = reviewQueue();
        return projects.keySet().stream()
                .flatMap(project -> queue.waiting(project).stream())
                .toList();
    }

    /**
     * Returns that queue of the changes that wait for a person.
     *
     * @throws IllegalStateException if this was built without one
     */
    public ReviewQueue reviewQueue() {
        if (reviews == null) {
            throw new IllegalStateException("there is no review queue here");
        }
        return reviews;
    }

    /**
     * Does what a person has decided about a change that waits.
     *
     * @return what came of it; refused if the change does not wait, or not any more
     * @throws IllegalArgumentException if no project has such a change
     * @throws InterruptedException if the caller is interrupted; the run has been unwound by then
     */
    public RunReport decide(ReviewDecision decision) throws InterruptedException {
        Project project = reviewQueue()
                .find(decision.item())
                .flatMap(item -> project(item.project()))
                .orElseThrow(() -> new IllegalArgumentException("no project has a change '" + decision.item() + "'"));
        return pipeline.run(RunRequest.review(project, decision), listener);
    }

    /**
     * Runs every project once.
     *
     * @return a report for each project, in the order of {@link #projects()}
     * @throws InterruptedException if the caller is interrupted; all runs have been unwound by then
     */
    public List<RunReport> runAll() throws InterruptedException {
        return runAll(projects(), UnaryOperator.identity(), report -> {});
    }

    /**
     * Runs some projects once.
     *
     * @param shape turns each manual request into the one that is made, such as {@link RunRequest#asDryRun()}
     * @param done takes each report as soon as there is one; called by one thread at a time
     * @return a report for each project, in the order given
     * @throws InterruptedException if the caller is interrupted; all runs have been unwound by then
     */
    public List<RunReport> runAll(List<Project> chosen, UnaryOperator<RunRequest> shape, Consumer<RunReport> done)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(jobs, chosen.size())));
        CompletionService<RunReport> completion = new ExecutorCompletionService<>(workers);
        try {
            List<Future<RunReport>> runs = new ArrayList<>();
            for (Project project : chosen) {
                RunRequest request = shape.apply(RunRequest.manual(project));
                runs.add(completion.submit(() -> pipeline.run(request, listener)));
            }
            for (int i = 0; i < runs.size(); i++) {
                done.accept(result(completion.take()));
            }
            List<RunReport> reports = new ArrayList<>();
            for (Future<RunReport> run : runs) {
                reports.add(result(run));
            }
            return reports;
        } finally {
            workers.shutdownNow();
            unwind(workers);
            reportLate(completion, done);
        }
    }

    /** After an interrupt, some runs have come to their end all the same, and may have delivered something. */
    private static void reportLate(CompletionService<RunReport> completion, Consumer<RunReport> done) {
        for (Future<RunReport> late = completion.poll(); late != null; late = completion.poll()) {
            try {
                done.accept(result(late));
            } catch (InterruptedException e) {
                log.debug("A run was unwound", e);
            }
        }
    }

    private static RunReport result(Future<RunReport> run) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("a run was interrupted");
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a run ended in a way that no run can end in", e);
        } catch (CancellationException e) {
            throw new InterruptedException("a run was cancelled");
        }
    }

    /** Waits until interrupted runs have ended their children and let go of their projects. */
    private static void unwind(ExecutorService workers) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!workers.awaitTermination(UNWIND_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a run did not end within " + UNWIND_SECONDS + " s of its interrupt");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Defaults: no projects, two runs at a time, nobody listening, no review queue. For one thread at a time. */
    public static final class Builder {
        private final Pipeline pipeline;
        private final Map<ProjectId, Project> projects = new LinkedHashMap<>();
        private int jobs = 2;
        private RunListener listener = RunListener.none();
        private @Nullable ReviewQueue reviews;

        private Builder(Pipeline pipeline) {
            this.pipeline = requireNonNull(pipeline, "pipeline");
        }

        /**
         * Adds a project.
         *
         * @throws IllegalArgumentException if there is one of that name already
         */
        public Builder project(Project project) {
            if (projects.putIfAbsent(project.id(), project) != null) {
                throw new IllegalArgumentException("there are two projects named '" + project.id() + "'");
            }
            return this;
        }

        public Builder projects(List<Project> projects) {
            projects.forEach(this::project);
            return this;
        }

        /** How many projects are run at a time; positive. */
        public Builder jobs(int jobs) {
            if (jobs < 1) {
                throw new IllegalArgumentException("jobs must be positive, not " + jobs);
            }
            this.jobs = jobs;
            return this;
        }

        /** Watches every run. */
        public Builder listener(RunListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /** Where the changes that wait for a person are looked up. */
        public Builder reviews(ReviewQueue reviews) {
            this.reviews = requireNonNull(reviews, "reviews");
            return this;
        }

        public Maintainer build() {
            return new Maintainer(this);
        }
    }
}
