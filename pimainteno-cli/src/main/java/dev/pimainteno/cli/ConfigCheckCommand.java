package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.ConfigurationException;
import dev.pimainteno.config.ConfigurationSource;
import dev.pimainteno.config.Problem;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config check}: every problem at once, or what holds. Nothing is run, started or written. */
@Command(
        name = "check",
        description = "Says everything that is wrong with the configuration, or what it comes to.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the configuration can be used", "2:it cannot"},
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno config check", "  pimainteno config check --config /etc/pimainteno/PiMainteno.toml"})
final class ConfigCheckCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--json", description = "Write one JSON object to standard output, problems included.")
    private boolean json;

    ConfigCheckCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try {
            ConfigurationSource source = root.source();
            Configuration configuration = root.load(source);
            ModelFactory.create(source, configuration, surroundings.environment());
            show(source, configuration);
            return ExitCode.GOOD;
        } catch (ConfigurationException e) {
            if (!json) {
                throw e;
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("ok", false);
            answer.put("problems", fields(e.problems()));
            new JsonLines(surroundings.out()).write(answer);
            return ExitCode.USAGE;
        }
    }

    private void show(ConfigurationSource source, Configuration configuration) {
        EffectiveSettings settings = EffectiveSettings.of(configuration);
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("ok", true);
            answer.put("file", source.file());
            answer.put("warnings", fields(configuration.warnings()));
            answer.put("settings", settings.asMap());
            new JsonLines(surroundings.out()).write(answer);
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("# " + Printable.line(source.file().toString()));
        settings.lines().forEach(line -> out.println(Printable.line(line)));
        root.warn(configuration, spec.commandLine().getErr());
    }

    private static List<Map<String, Object>> fields(List<Problem> problems) {
        return problems.stream().map(ConfigCheckCommand::fields).toList();
    }

    private static Map<String, Object> fields(Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", problem.file());
        fields.put("line", problem.line());
        fields.put("key", problem.key());
        fields.put("message", problem.message());
        return fields;
    }
}
