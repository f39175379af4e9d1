package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code budget resume}: goes on before a provider is expected to answer, or after a question was given up. */
@Command(
        name = "resume",
        description = {
            "Lets parked providers be called again, and questions be asked again that have failed too often. The caps stay.",
            "With projects, their next run looks at them anew, although nothing has changed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the database cannot be written",
            "2:the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno budget resume", "  pimainteno budget resume shop"})
final class BudgetResumeCommand implements Callable<Integer> {
    private final PimaintenoCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(paramLabel = "PROJECT", arity = "0..*", description = "Projects to look at anew.")
    private List<String> names = List.of();

    BudgetResumeCommand(PimaintenoCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        List<String> known = configuration.projects().stream()
                .map(Project::id)
                .map(ProjectId::value)
                .toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no project '" + name + "'; there are: " + String.join(", ", known));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        try (JdbcStore store = RunStore.open(configuration.state())) {
            int parked = store.budgetOverrides().resume();
            out.println(parked == 0 ? "No provider was parked." : "Providers that are called again: " + parked + ".");
            names.forEach(name -> lookAnew(new ProjectId(name), store.watermarks()));
            if (!names.isEmpty()) {
                out.println("Looked at anew by the next run: " + String.join(", ", names) + ".");
            }
        }
        return ExitCode.GOOD;
    }

    private static void lookAnew(ProjectId project, Watermarks watermarks) {
        ProjectWatermark seen = watermarks.read(project);
        watermarks.write(
                project,
                new ProjectWatermark(
                        seen.localHead(), seen.remoteHead(), seen.ownCodeId(), seen.followUps(), Map.of()));
    }
}
