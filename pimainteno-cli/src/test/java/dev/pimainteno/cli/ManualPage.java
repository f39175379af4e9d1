package dev.pimainteno.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page, from the model of the command line, so that it says what {@code --help} says. */
final class ManualPage {
    private final CommandSpec root;
    private final RoffText page = new RoffText();

    private ManualPage(CommandSpec root) {
        this.root = root;
    }

    static String of(CommandSpec root) {
        return new ManualPage(root).write();
    }

    private String write() {
        page.macro("TH", "PIMAINTENO", "1", "", "Pimainteno", "User Commands");
        // No hyphenation: it would break file names.
        page.macro("nh");
        page.macro("SH", "NAME").text("pimainteno - maintain Git projects with a language model");
        page.macro("SH", "SYNOPSIS").macro("B", "pimainteno").text(arguments(root));
        page.macro("SH", "DESCRIPTION");
        page.text("""
                Pimainteno asks a language model for one small change of a Git project, proves the change away from the
                user's files, and delivers it as far as the project's configuration lets it.
                Every project begins on \"observe\", where a change is shown and nothing is touched.
                """);
        page.macro("SH", "OPTIONS");
        root.options().forEach(this::option);
        page.macro("SH", "COMMANDS");
        root.subcommands().values().forEach(command -> command(command.getCommandSpec()));
        page.macro("SH", "EXIT STATUS");
        exitCodes(root);
        writeSurroundings();
        page.macro("SH", "EXAMPLES");
        page.example(footer(root));
        page.macro("SH", "SEE ALSO").text("git(1), systemctl(1)");
        return page.toString();
    }

    private void writeSurroundings() {
        page.macro("SH", "FILES");
        page.entry("./PiMainteno.toml, /etc/pimainteno/PiMainteno.toml", "The configuration: the first that there is.");
        page.entry("PiMainteno.example.toml", "In the installation: every key of the configuration, with its default.");
        page.entry(
                "$STATE_DIRECTORY, $XDG_STATE_HOME/pimainteno, ~/.local/state/pimainteno",
                "Everything that survives a restart, unless the configuration names another place.");
        page.macro("SH", "ENVIRONMENT");
        page.entry("JAVA_HOME", "The Java to run on, 17 or newer; else the one on the PATH.");
        page.entry("PIMAINTENO_JAVA_OPTS", "Further options for Java, separated by blanks.");
        page.entry("NO_COLOR", "Set to anything, it takes the colours away.");
    }

    private void command(CommandSpec command) {
        boolean group = !command.subcommands().isEmpty();
        if (group) {
            command.subcommands().values().forEach(part -> command(part.getCommandSpec()));
            return;
        }
        page.macro("SS", (command.qualifiedName(" ") + " " + arguments(command)).strip());
        page.text(String.join("\n", command.usageMessage().description()));
        command.options().stream().filter(option -> !option.inherited()).forEach(this::option);
        command.positionalParameters().forEach(this::parameter);
        if (!command.usageMessage().exitCodeList().isEmpty()) {
            page.macro("PP").text("Exit codes:");
            exitCodes(command);
        }
        if (!footer(command).isEmpty()) {
            page.macro("PP").text("Examples:").example(footer(command));
        }
    }

    private void option(OptionSpec option) {
        String names = String.join(", ", option.names());
        String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        page.entry(names + label, meaning(option));
    }

    private void parameter(PositionalParamSpec parameter) {
        page.entry(parameter.paramLabel(), meaning(parameter));
    }

    private static String meaning(ArgSpec argument) {
        return String.join("\n", argument.description());
    }

    private void exitCodes(CommandSpec command) {
        for (Map.Entry<String, String> code :
                command.usageMessage().exitCodeList().entrySet()) {
            page.entry(code.getKey(), code.getValue());
        }
    }

    private static List<String> footer(CommandSpec command) {
        return Arrays.stream(command.usageMessage().footer())
                .flatMap(line -> Stream.of(line.substring(Math.min(2, line.length()))))
                .toList();
    }

    /** Returns the synopsis without the command's name, in one line. */
    private static String arguments(CommandSpec command) {
        String synopsis = new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        String words = synopsis.replaceAll("\\s+", " ").strip();
        return words.substring(command.qualifiedName(" ").length()).strip();
    }
}
