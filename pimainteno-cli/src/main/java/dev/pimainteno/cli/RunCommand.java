package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.project.Project;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: one run of some projects, or of all. */
@Command(
        name = "run",
        description = "Makes one run of each project named, or of every project, whatever the schedule says.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno run",
            "  pimainteno run shop blog --dry-run",
            "  pimainteno run --json | jq -r '.project + \" \" + .outcome'"
        })
final class RunCommand implements Callable<Integer> {
    private final PimaintenoCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Mixin
    private RunOptions options = new RunOptions();

    @Parameters(paramLabel = "PROJECT", description = "Names of projects. Default: all.")
    private Set<String> names = new LinkedHashSet<>();

    RunCommand(PimaintenoCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return root.run(options, spec.commandLine(), this::chosen);
    }

    private List<Project> chosen(Configuration configuration) {
        return names.isEmpty() ? configuration.projects() : ProjectChoice.of(configuration, names, spec.commandLine());
    }
}
