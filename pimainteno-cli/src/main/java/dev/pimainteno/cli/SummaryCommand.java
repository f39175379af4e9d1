package dev.pimainteno.cli;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.CommitSummary;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.git.CommittedFile;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code summary}: a project's summary as it was committed, whatever lies in the checkout. Reads only. */
@Command(
        name = "summary",
        description = "Shows a project's summary, codex.md, at the head of its branch, and says how old it is.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:there is none, or the repository cannot be read",
            "2:there is no such project, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno summary shop", "  pimainteno summary shop --json | jq .commits_since"})
final class SummaryCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--json", description = "Write one JSON object to standard output.")
    private boolean json;

    @Parameters(paramLabel = "PROJECT", description = "The name of a project.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    SummaryCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        Project project = ProjectChoice.of(configuration, List.of(name), spec.commandLine())
                .get(0);
        GitEnvironment.isolate(configuration.state().path());
        try (GitProject repository = GitProject.open(project)) {
            String branch = repository.branch();
            CommitId head = repository.localHead(branch);
            Optional<CommittedFile> summary = repository.file(head, Project.SUMMARY_FILE);
            if (json) {
                new JsonLines(surroundings.out()).write(fields(project, branch, head, summary.orElse(null)));
            } else {
                show(project, branch, summary.orElse(null));
            }
            return summary.isPresent() ? ExitCode.GOOD : ExitCode.FAILED;
        }
    }

    private void show(Project project, String branch, @Nullable CommittedFile summary) {
        PrintWriter err = spec.commandLine().getErr();
        if (summary == null) {
            err.println("pimainteno: " + project.id() + " has no " + Project.SUMMARY_FILE + " on '"
                    + Printable.line(branch) + "'" + remedy(project));
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        String text = summary.text();
        out.print(Printable.text(text));
        if (!text.endsWith("\n")) {
            out.println();
        }
        out.flush();
        if (summary.commitsSince() > 0) {
            err.println("note: " + Printable.line(age(branch, summary)));
        }
    }

    private static String remedy(Project project) {
        if (!project.tasks().contains("summary")) {
            return ", and its tasks do not include \"summary\"";
        }
        return project.delivery() == DeliveryMode.OBSERVE
                ? ", and on delivery = \"observe\" none is committed"
                : "; its next run writes one";
    }

    private static String age(String branch, CommittedFile summary) {
        String behind = summary.commitsSince() == 1 ? "1 commit" : summary.commitsSince() + " commits";
        return summary.lastChange()
                .map(change -> "older than the code: '" + branch + "' has gone on for " + behind + " since "
                        + change.id().abbreviated() + " of " + change.when() + " changed it last")
                .orElse("older than the code: nothing has changed it in the last " + behind + " of '" + branch + "'");
    }

    private static Map<String, @Nullable Object> fields(
            Project project, String branch, CommitId head, @Nullable CommittedFile summary) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("project", project.id());
        fields.put("branch", branch);
        fields.put("head", head);
        fields.put("summary", summary == null ? null : summary.text());
        fields.put("commits_since", summary == null ? null : summary.commitsSince());
        fields.put(
                "last_change",
                summary == null
                        ? null
                        : summary.lastChange().map(SummaryCommand::fields).orElse(null));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(CommitSummary change) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("commit", change.id());
        fields.put("subject", change.subject());
        fields.put("author", change.author());
        fields.put("when", change.when());
        return fields;
    }
}
