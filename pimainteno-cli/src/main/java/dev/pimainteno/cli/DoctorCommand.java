package dev.pimainteno.cli;

import dev.pimainteno.cli.doctor.Diagnosis;
import dev.pimainteno.cli.doctor.Diagnosis.Level;
import dev.pimainteno.cli.doctor.Doctor;
import dev.pimainteno.cli.doctor.Finding;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: everything that a run needs and that may be missing, each with its remedy. Asks no model. */
@Command(
        name = "doctor",
        description = {
            "Looks at what a run needs: Java, git, codex and its sign-in, the configuration with its projects and units,"
                    + " directories.",
            "Asks no model and changes nothing. Remotes are asked for their branches where a run would ask them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing failed", "1:something did", "2:the command line cannot be used"},
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno doctor", "  pimainteno doctor --json | jq '.checks[] | select(.result != \"ok\")'"})
final class DoctorCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--json", description = "Write one JSON object to standard output.")
    private boolean json;

    DoctorCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = new Doctor(DEADLINE).examine(new Checks(root, surroundings).all());
        boolean good = count(findings, Level.FAILURE) == 0;
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("ok", good);
            answer.put("checks", findings.stream().map(DoctorCommand::fields).toList());
            new JsonLines(surroundings.out()).write(answer);
        } else {
            show(findings);
        }
        return good ? ExitCode.GOOD : ExitCode.FAILED;
    }

    private void show(List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            Diagnosis diagnosis = finding.diagnosis();
            String name = finding.check() + " ".repeat(width - finding.check().length());
            out.println(label(diagnosis.level()) + "  " + name + "  " + Printable.line(diagnosis.found()));
            if (!diagnosis.remedy().isEmpty()) {
                out.println(" ".repeat("failure".length() + width + 4) + "-> " + Printable.line(diagnosis.remedy()));
            }
        }
        out.println();
        out.println("%s: %d ok, %d with a warning, %d failed"
                .formatted(
                        findings.size() == 1 ? "1 check" : findings.size() + " checks",
                        count(findings, Level.OK),
                        count(findings, Level.WARNING),
                        count(findings, Level.FAILURE)));
    }

    private String label(Level level) {
        String word = word(level);
        String padded = word + " ".repeat("failure".length() - word.length());
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        Style style = switch (level) {
            case OK -> Style.fg_green;
            case WARNING -> Style.fg_yellow;
            case FAILURE -> Style.fg_red;
        };
        return ansi.enabled() ? Style.on(style) + padded + Style.off(style) : padded;
    }

    private static Map<String, @Nullable Object> fields(Finding finding) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        String remedy = finding.diagnosis().remedy();
        fields.put("name", finding.check());
        fields.put("result", word(finding.diagnosis().level()));
        fields.put("found", finding.diagnosis().found());
        fields.put("remedy", remedy.isEmpty() ? null : remedy);
        return fields;
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream()
                .filter(finding -> finding.diagnosis().level() == level)
                .count();
    }
}
