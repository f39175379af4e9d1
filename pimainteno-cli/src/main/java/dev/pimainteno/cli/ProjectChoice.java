package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.project.Project;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The projects that a command line names, out of those that the configuration has. */
final class ProjectChoice {

    private ProjectChoice() {}

    /**
     * Returns the projects named, in the configuration's order.
     *
     * @throws ParameterException if there is none of a name, with the names that there are
     */
    static List<Project> of(Configuration configuration, Collection<String> names, CommandLine command) {
        List<String> known = configuration.projects().stream()
                .map(project -> project.id().value())
                .toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        command,
                        "there is no project '" + name + "'; there are: "
                                + known.stream().collect(Collectors.joining(", ")));
            }
        }
        return configuration.projects().stream()
                .filter(project -> names.contains(project.id().value()))
                .toList();
    }
}
