package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.learning.Learning;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learnings edit}: other words or another end for a rule. */
@Command(name = "edit", description = "Puts a rule into other words, or lets it hold for longer or shorter.")
final class LearningsEditCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RULE", description = LearningChoice.NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "WORDS", description = "The rule in other words.")
    private @Nullable String words;

    @Option(names = "--days", paramLabel = "N", description = "Let it hold for so many days from now on.")
    private @Nullable Integer days;

    LearningsEditCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (words == null && days == null) {
            throw misused("say what to change: other words, or --days");
        }
        Instant now = Instant.now();
        Configuration configuration = root.load(root.source());
        try (JdbcStore store = RunStore.open(configuration.state())) {
            Learning rule = LearningChoice.find(store.learnings(), name, spec.commandLine());
            if (words != null) {
                rule = reworded(configuration, rule, words);
            }
            if (days != null) {
                rule = rule.withExpiry(now.plus(duration(days)));
            }
            store.learnings().keep(rule);
            spec.commandLine().getOut().println(LearningFields.line(rule, now));
        }
        return ExitCode.GOOD;
    }

    private Learning reworded(Configuration configuration, Learning rule, String text) {
        try {
            return rule.withRule(KnownSecrets.redaction(configuration, surroundings.environment())
                    .apply(text));
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private Duration duration(int number) {
        if (number < 1 || number > LearningsAddCommand.MOST_DAYS) {
            throw misused("--days: a number from 1 to " + LearningsAddCommand.MOST_DAYS + " is needed, not " + number);
        }
        return Duration.ofDays(number);
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
