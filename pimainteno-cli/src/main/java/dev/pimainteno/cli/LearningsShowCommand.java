package dev.pimainteno.cli;

import dev.pimainteno.learning.Learning;
import dev.pimainteno.project.ProjectId;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learnings show}: one rule with what it rests on. Reads only. */
@Command(name = "show", description = "Shows a rule with what it rests on.")
final class LearningsShowCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RULE", description = LearningChoice.NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    @Option(names = "--json", description = "Write a line of JSON to standard output.")
    private boolean json;

    LearningsShowCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            Learning rule = LearningChoice.find(records.learnings(), name, spec.commandLine());
            if (json) {
                new JsonLines(surroundings.out()).write(LearningFields.of(rule));
                return ExitCode.GOOD;
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("name      " + rule.id());
            out.println("project   " + rule.project().map(ProjectId::value).orElse("all projects"));
            out.println("rule      " + Printable.line(rule.rule()));
            out.println("evidence  " + Printable.line(rule.evidence()));
            out.println("learned   " + rule.learned());
            out.println("expires   " + rule.expires());
            return ExitCode.GOOD;
        }
    }
}
