package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.ConfigurationSource;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.learning.Outcomes;
import dev.pimainteno.pipeline.NextCheck;
import dev.pimainteno.project.ProjectId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code why}: one sentence about a project. Reads only. */
@Command(
        name = "why",
        description = "Says why the last run of a project did what it did, or why nothing happens.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:said",
            "1:the database cannot be read",
            "2:there is no such project, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno why shop", "  pimainteno why shop --json | jq -r .state"})
final class WhyCommand implements Callable<Integer> {
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

    WhyCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ConfigurationSource source = root.source();
        Configuration configuration = root.load(source);
        GitEnvironment.isolate(configuration.state().path());
        try (RunRecords records = RunRecords.open(configuration)) {
            ProjectId project = new RunChoice(records, spec.commandLine()).project(name);
            Explanation explanation = Explanation.of(project, records, nextCheck(source, records));
            if (json) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                fields.put("project", project);
                fields.put("state", RunFields.word(explanation.state()));
                fields.put("sentence", explanation.sentence());
                fields.put("run_id", explanation.run().orElse(null));
                new JsonLines(surroundings.out()).write(fields);
            } else {
                spec.commandLine().getOut().println(project + ": " + Printable.line(explanation.sentence()));
            }
            return ExitCode.GOOD;
        }
    }

    private NextCheck nextCheck(ConfigurationSource source, RunRecords records) {
        Map<String, String> environment = surroundings.environment();
        Configuration configuration = records.configuration();
        return new NextCheck(
                Assembly.tasks(),
                ModelFactory.create(source, configuration, environment).identity(),
                Assembly.lessons(
                        records.learnings(),
                        Outcomes.of(records.history(), records.journal()),
                        configuration,
                        environment));
    }
}
