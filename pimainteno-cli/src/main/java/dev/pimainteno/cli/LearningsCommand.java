package dev.pimainteno.cli;

import dev.pimainteno.learning.ChangeOutcome;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.Outcomes;
import dev.pimainteno.project.ProjectId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learnings}: the rules that later prompts carry, and what became of changes. Reads only. */
@Command(
        name = "learnings",
        description =
                "Lists the rules that later prompts carry, and how often changes were accepted, edited, rejected or"
                        + " reverted. Rules come from people on this machine only: what they say when they reject a change, and"
                        + " what they add by hand.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the database cannot be used",
            "2:there is no such rule or project, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno learnings --project shop",
            "  pimainteno learnings add --project shop 'Leave the generated clients under api/ alone.'",
            "  pimainteno learnings edit 0f3a9c12 --days 365",
            "  pimainteno learnings delete 0f3a9c12"
        })
final class LearningsCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "list", description = "Lists the rules, as without it.")
    private @Nullable String list;

    @Option(names = "--project", paramLabel = "PROJECT", description = "Only what concerns this project.")
    private @Nullable String project;

    @Option(names = "--json", description = "Write a line of JSON for each rule and each count to standard output.")
    private boolean json;

    LearningsCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (list != null && !list.equals("list")) {
            throw new ParameterException(
                    spec.commandLine(), "there is no '" + list + "'; there are: list, show, add, edit, delete");
        }
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            Optional<ProjectId> only =
                    Optional.ofNullable(project).map(name -> new RunChoice(records, spec.commandLine()).project(name));
            List<Learning> rules = records.learnings().all().stream()
                    .filter(rule -> only.isEmpty() || rule.isFor(only.get()))
                    .toList();
            List<Outcomes.Count> counts = Outcomes.of(records.history(), records.journal()).counts().stream()
                    .filter(count -> only.isEmpty() || count.project().equals(only.get()))
                    .toList();
            if (json) {
                JsonLines lines = new JsonLines(surroundings.out());
                rules.forEach(rule -> lines.write(LearningFields.of(rule)));
                counts.forEach(count -> lines.write(fields(count)));
            } else {
                show(rules, counts);
            }
            return ExitCode.GOOD;
        }
    }

    private void show(List<Learning> rules, List<Outcomes.Count> counts) {
        PrintWriter out = spec.commandLine().getOut();
        Instant now = Instant.now();
        if (rules.isEmpty()) {
            out.println("no rules yet; they come from rejected changes, and from 'pimainteno learnings add'");
        }
        rules.forEach(rule -> out.println(LearningFields.line(rule, now)));
        counts.forEach(count -> out.println(Printable.line(count.project() + " " + count.task()) + ": "
                + count.of(ChangeOutcome.Word.ACCEPTED) + " accepted, "
                + count.of(ChangeOutcome.Word.EDITED) + " edited, "
                + count.of(ChangeOutcome.Word.REJECTED) + " rejected, "
                + count.of(ChangeOutcome.Word.REVERTED) + " reverted"));
    }

    private static Map<String, @Nullable Object> fields(Outcomes.Count count) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", "outcomes");
        fields.put("project", count.project());
        fields.put("task", count.task());
        for (ChangeOutcome.Word word : ChangeOutcome.Word.values()) {
            fields.put(word.name().toLowerCase(Locale.ROOT), count.of(word));
        }
        return fields;
    }
}
