package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.ProjectRules;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learnings add}: a rule in a person's own words. */
@Command(
        name = "add",
        description = "Adds a rule, in your own words. Later prompts carry it until it expires.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:added, or there already",
            "1:the database cannot be used",
            "2:that is no rule, or there are too many, or there is no such project"
        })
final class LearningsAddCommand implements Callable<Integer> {
    static final int MOST_DAYS = 3650;

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "WORDS", description = "The rule, at most 300 characters.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String words;

    @Option(names = "--project", paramLabel = "PROJECT", description = "For this project only. Default: for all.")
    private @Nullable String project;

    @Option(names = "--days", paramLabel = "N", description = "How long it holds. Default: learnings.expires.")
    private @Nullable Integer days;

    LearningsAddCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        Optional<ProjectId> only = Optional.ofNullable(project).map(name -> project(configuration, name));
        Instant now = Instant.now();
        Learning rule = rule(
                configuration,
                only,
                now,
                days == null ? configuration.learnings().expires() : days(days));
        try (JdbcStore store = RunStore.open(configuration.state())) {
            long current = store.learnings().all().stream()
                    .filter(other -> !other.isExpired(now) && !other.id().equals(rule.id()))
                    .filter(other -> Objects.equals(other.ofProject(), rule.ofProject()))
                    .count();
            if (current >= ProjectRules.MOST_IN_PROMPT) {
                throw misused("there are " + current + " rules for "
                        + only.map(id -> "'" + id + "'").orElse("all projects")
                        + " already, and prompts carry no more than " + ProjectRules.MOST_IN_PROMPT
                        + ": delete one first (pimainteno learnings delete)");
            }
            store.learnings().keep(rule);
        }
        spec.commandLine().getOut().println(LearningFields.line(rule, now));
        return ExitCode.GOOD;
    }

    private Learning rule(Configuration configuration, Optional<ProjectId> only, Instant now, Duration validity) {
        try {
            String clean = KnownSecrets.redaction(configuration, surroundings.environment())
                    .apply(words);
            return Learning.of(only, clean, "said by hand", now, validity);
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private Duration days(int number) {
        if (number < 1 || number > MOST_DAYS) {
            throw misused("--days: a number from 1 to " + MOST_DAYS + " is needed, not " + number);
        }
        return Duration.ofDays(number);
    }

    private ProjectId project(Configuration configuration, String name) {
        return configuration.projects().stream()
                .map(known -> known.id())
                .filter(known -> known.value().equals(name))
                .findFirst()
                .orElseThrow(() -> misused("there is no project '" + name + "' in the configuration"));
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
