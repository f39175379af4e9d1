package dev.pimainteno.cli;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.LlmSettings;
import dev.pimainteno.config.SystemdSettings;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.ProjectSweep;
import dev.pimainteno.systemd.SystemdServiceController;
import dev.pimainteno.systemd.SystemdServiceLog;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;
import java.util.Map;

/** The parts that a configuration asks for, put together. Closes what was opened when it is closed. */
final class Assembly implements AutoCloseable {
    private final Cache cache;
    private final JdbcStore store;
    private final Pipeline pipeline;
    private final ProjectSweep sweep;

    private Assembly(Cache cache, JdbcStore store, Pipeline pipeline, ProjectSweep sweep) {
        this.cache = cache;
        this.store = store;
        this.pipeline = pipeline;
        this.sweep = sweep;
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
        Pipeline.Builder builder = Pipeline.builder(state)
                .llm(llm)
                .cache(cache)
                .journal(store.journal())
                .artifacts(RunStore.artifacts(configuration.state()))
                .claims(store.claims())
                .watermarks(store.watermarks())
                .task("summary", new SummaryTask())
                .task("improve", new ImproveTask())
                .remotes(RemoteSettings.access(configuration.git(), environment))
                .environment(environment);
        configuration.git().author().ifPresent(builder::identity);
        control(builder, configuration.systemd(), environment);
        ProjectSweep sweep = new ProjectSweep(state, store.claims(), store.journal());
        return new Assembly(cache, store, builder.build(), sweep);
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

    @Override
    public void close() {
        try {
            cache.close();
        } finally {
            store.close();
        }
    }
}
