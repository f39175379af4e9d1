package dev.pimainteno.cli;

import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.learning.Learning;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learnings delete}: takes a rule away. */
@Command(name = "delete", description = "Deletes a rule, so that no later prompt carries it.")
final class LearningsDeleteCommand implements Callable<Integer> {
    private final PimaintenoCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RULE", description = LearningChoice.NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    LearningsDeleteCommand(PimaintenoCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (JdbcStore store = RunStore.open(root.load(root.source()).state())) {
            Learning rule = LearningChoice.find(store.learnings(), name, spec.commandLine());
            store.learnings().remove(rule.id());
            spec.commandLine().getOut().println("deleted: " + LearningFields.line(rule, Instant.now()));
        }
        return ExitCode.GOOD;
    }
}
