package dev.pimainteno.config;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that {@code PiMainteno.toml} says, checked, with the defaults filled in. Immutable. The resource {@code
 * example.toml} beside this class documents every key.
 *
 * @param projects the projects; at least one, none twice; those of {@code scheduler.projects} last, on observe
 * @param warnings what is set and does not do what it seems to, in the order of the lines
 */
public record Configuration(
        LlmSettings llm,
        Budget budget,
        CacheSettings cache,
        StateSettings state,
        GitSettings git,
        List<Project> projects,
        ReviewSettings review,
        SandboxSettings sandbox,
        SchedulerSettings scheduler,
        SystemdSettings systemd,
        SystemdMonitorSettings systemdMonitor,
        WebSettings web,
        LogSettings log,
        LearningSettings learnings,
        List<Problem> warnings) {

    public Configuration {
        projects = List.copyOf(projects);
        warnings = List.copyOf(warnings);
        if (projects.isEmpty()) {
            throw new IllegalArgumentException("a configuration needs a project");
        }
        Set<ProjectId> names = new HashSet<>();
        for (Project project : projects) {
            if (!names.add(project.id())) {
                throw new IllegalArgumentException("two projects are called " + project.id());
            }
        }
    }

    /**
     * Reads a file. Problems call it as it is given here.
     *
     * @param environment the variables that name the state directory where the file does not: {@link System#getenv()} in a
     *     program
     * @throws ConfigurationException if the file cannot be used, with everything that is wrong in it
     */
    public static Configuration load(Path file, Map<String, String> environment) {
        return load(ConfigurationSource.of(file), environment);
    }

    /**
     * Reads a file.
     *
     * @param environment see {@link #load(Path, Map)}
     * @throws ConfigurationException if the file cannot be used, with everything that is wrong in it
     */
    public static Configuration load(ConfigurationSource source, Map<String, String> environment) {
        String text = new ConfigurationFile(source, Files::newInputStream).text();
        return new ConfigurationReader(source, environment).read(text);
    }
}
