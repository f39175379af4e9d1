package dev.pimainteno.cli;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script that lets a shell complete this command line. */
@Command(
        name = "completion",
        description = "Writes a script to standard output by which a shell completes commands, options and file names.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(pimainteno completion)        # bash: now; in ~/.bashrc: always",
            "  pimainteno completion > /etc/bash_completion.d/pimainteno",
            "  source <(pimainteno completion zsh)    # zsh: in ~/.zshrc, after compinit"
        })
final class CompletionCommand implements Callable<Integer> {

    private static final List<String> SHELLS = List.of("bash", "zsh");

    /** The shells, for the script itself to complete. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SHELLS.iterator();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            defaultValue = "bash",
            completionCandidates = Shells.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String shell = "bash";

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no completion for '" + shell + "'; there is for: " + String.join(", ", SHELLS));
        }
        // It looks for itself which of the shells reads it.
        String script = AutoComplete.bash(spec.root().name(), spec.root().commandLine());
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
        return ExitCode.GOOD;
    }
}
