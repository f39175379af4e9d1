package dev.pimainteno.cli;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.BudgetOverride;
import dev.pimainteno.budget.Money;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code budget override}: lets more be spent for a while. */
@Command(
        name = "override",
        description = {
            "Raises the caps for a while, for all projects or for one; it ends by itself. Who did it, when and why stays on"
                    + " record.",
            "With --clear, ends what holds at the moment."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the database cannot be written",
            "2:the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno budget override --tokens 500000 --for 2h --reason 'release week'",
            "  pimainteno budget override --cost 1.50 --for 30m --project shop --reason 'one more try'",
            "  pimainteno budget override --clear"
        })
final class BudgetOverrideCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final int LONGEST_REASON = 500;

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--tokens", paramLabel = "N", description = "Every cap on tokens is raised by so many.")
    private @Nullable Long tokens;

    @Option(names = "--cost", paramLabel = "X", description = "Every cap on money is raised by so much, such as 2.50.")
    private @Nullable BigDecimal cost;

    @Option(names = "--for", paramLabel = "TIME", description = "How long: 90s, 30m, 2h, 1d; at most 31d.")
    private @Nullable String time;

    @Option(names = "--project", paramLabel = "PROJECT", description = "Only for calls of this project.")
    private @Nullable String project;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept on record.")
    private @Nullable String reason;

    @Option(names = "--clear", description = "End the overrides that hold.")
    private boolean clear;

    BudgetOverrideCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        PrintWriter out = spec.commandLine().getOut();
        if (clear) {
            if (tokens != null || cost != null || time != null || project != null || reason != null) {
                throw misused("--clear ends every override, and goes with no other option");
            }
            try (JdbcStore store = RunStore.open(configuration.state())) {
                int ended = store.budgetOverrides().endAll(who());
                out.println(ended == 1 ? "Ended 1 override." : "Ended " + ended + " overrides.");
            }
            return ExitCode.GOOD;
        }
        Amount extra = extra();
        Duration span = span();
        Optional<ProjectId> whose = Optional.ofNullable(project).map(name -> known(name, configuration));
        String why = why();
        try (JdbcStore store = RunStore.open(configuration.state())) {
            BudgetOverride granted = store.budgetOverrides().grant(extra, whose, span, who(), why);
            String words = new BudgetView(configuration, store.budget().status()).words(granted);
            out.println(Printable.line("Granted " + words));
        }
        return ExitCode.GOOD;
    }

    private Amount extra() {
        if (tokens == null && cost == null) {
            throw misused("say how much more: --tokens N or --cost X");
        }
        long more = tokens == null ? 0 : tokens;
        BigDecimal money = cost == null ? BigDecimal.ZERO : cost;
        if (tokens != null && more < 1) {
            throw misused("--tokens: a positive number is needed, not " + more);
        }
        if (cost != null && money.signum() <= 0) {
            throw misused("--cost: a positive amount is needed, not " + money.toPlainString());
        }
        return new Amount(more, Money.of(money));
    }

    private Duration span() {
        Matcher matcher = TIME.matcher(time == null ? "" : time);
        if (!matcher.matches()) {
            throw misused("--for: how long is needed, such as 90s, 30m, 2h or 1d"
                    + (time == null ? "" : ", not '" + time + "'"));
        }
        long number = Long.parseLong(matcher.group(1));
        Duration span = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        if (span.compareTo(LONGEST) > 0) {
            throw misused("--for: at most 31d, not '" + time + "'; raise the caps in [budget] for longer");
        }
        return span;
    }

    private String why() {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw misused("--reason: why, in 1 to " + LONGEST_REASON + " letters, is needed; it stays on record");
        }
        return reason;
    }

    private ProjectId known(String name, Configuration configuration) {
        List<String> known = configuration.projects().stream()
                .map(Project::id)
                .map(ProjectId::value)
                .toList();
        if (!known.contains(name)) {
            throw misused("there is no project '" + name + "'; there are: " + String.join(", ", known));
        }
        return new ProjectId(name);
    }

    private String who() {
        return surroundings.environment().getOrDefault("SUDO_USER", System.getProperty("user.name", "unknown"));
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
