package dev.pimainteno.cli;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.LearningSettings;
import dev.pimainteno.config.LlmSettings;
import dev.pimainteno.config.SystemdSettings;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.learning.Derivation;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.learning.Lessons;
import dev.pimainteno.learning.Outcomes;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.ProjectSweep;
import dev.pimainteno.systemd.SystemdServiceController;
import dev.pimainteno.systemd.SystemdServiceLog;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts that a configuration asks for, put together. Closes what was opened when it is closed. */
final class Assembly implements AutoCloseable {
    /** From where on two queries for all projects cost less than two for each. */
    private static final int MANY = 3;

    private final Cache cache;
    private final JdbcStore store;
    private final Pipeline pipeline;
    private final ProjectSweep sweep;
    private final Housekeeping housekeeping;

    private Assembly(Cache cache, JdbcStore store, Pipeline pipeline, ProjectSweep sweep, Housekeeping housekeeping) {
        this.cache = cache;
        this.store = store;
        this.pipeline = pipeline;
        this.sweep = sweep;
        this.housekeeping = housekeeping;
    }

    /**
     * Opens the store; the cache only when something is first asked of it.
     *
     * @param llm the model that {@link LlmSettings} ask for
     * @throws dev.pimainteno.failure.PimaintenoException if a part cannot be had
     */
    static Assembly of(Configuration configuration, LlmClient llm, Map<String, String> environment) {
        Path state = configuration.state().path();
        GitEnvironment.isolate(state);
        Cache cache = LazyCache.of(() -> AnswerStore.open(configuration.cache()));
        JdbcStore store = RunStore.open(configuration.state());
        Artifacts artifacts = RunStore.artifacts(configuration.state());
        Pipeline.Builder builder = Pipeline.builder(state)
                .llm(llm)
                .cache(cache)
                .budget(configuration.budget(), store.budget())
                .refusedEdits(store.refusedEdits())
                .journal(store.journal())
                .artifacts(artifacts)
                .claims(store.claims())
                .watermarks(store.watermarks())
                .lessons(lessons(
                        store.learnings(), Outcomes.of(store.history(), store.journal()), configuration, environment))
                .rejections(store.rejections())
                .heldFor(configuration.review().expires())
                .remotes(RemoteSettings.access(configuration.git(), environment))
                .environment(environment)
                .secrets(KnownSecrets.of(configuration, environment))
                .sandbox(CommandSandbox.of(configuration, environment))
                .verifyNetwork(configuration.sandbox().network());
        tasks().forEach(builder::task);
        configuration.git().author().ifPresent(builder::identity);
        configuration.git().committer().ifPresent(builder::committer);
        builder.signing(configuration.git().signing());
        control(builder, configuration.systemd(), environment);
        ProjectSweep sweep = new ProjectSweep(state, store.claims(), store.journal());
        Housekeeping housekeeping = new Housekeeping(store, artifacts, configuration.state(), InstantSource.system());
        return new Assembly(cache, store, builder.build(), sweep, housekeeping);
    }

    /** Returns the tasks by the names by which projects ask for them, in the order in which they are documented. */
    static Map<String, MaintenanceTask> tasks() {
        Map<String, MaintenanceTask> tasks = new LinkedHashMap<>();
        tasks.put("summary", new SummaryTask());
        tasks.put("improve", new ImproveTask());
        return tasks;
    }

    /** Returns what is learnt from outcomes, and told later. */
    static Lessons lessons(
            Learnings learnings, Outcomes outcomes, Configuration configuration, Map<String, String> environment) {
        LearningSettings settings = configuration.learnings();
        return Lessons.of(
                learnings,
                outcomes,
                Derivation.of(settings.expires(), KnownSecrets.redaction(configuration, environment)),
                settings.inPrompts());
    }

    private static void control(Pipeline.Builder builder, SystemdSettings systemd, Map<String, String> environment) {
        boolean user = systemd.manager() == SystemdSettings.Manager.USER;
        SystemdServiceController controller =
                user ? SystemdServiceController.user(environment) : SystemdServiceController.system(environment);
        builder.services(controller.withRestartTimeout(systemd.restartTimeout()))
                .serviceLog(user ? SystemdServiceLog.user(environment) : SystemdServiceLog.system(environment));
    }

    Pipeline pipeline() {
        return pipeline;
    }

    ProjectSweep sweep() {
        return sweep;
    }

    /** Prepares for looking at so many projects, most of which will not have changed. */
    void expectMany(int projects) {
        if (projects >= MANY) {
            store.readAhead();
        }
    }

    Housekeeping housekeeping() {
        return housekeeping;
    }

    @Override
    public void close() {
        try {
            cache.close();
        } finally {
            store.close();
        }
    }
}
