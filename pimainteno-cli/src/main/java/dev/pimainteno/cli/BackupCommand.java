package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.BackupSummary;
import dev.pimainteno.jdbc.JdbcStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: everything that is recorded, in one file. */
@Command(
        name = "backup",
        description = "Writes everything that is recorded, with the texts that were kept of runs, to one file.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:there is nothing yet, or it cannot be read or written",
            "2:the file exists, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno backup /var/backups/pimainteno-$(date +%F).zip"})
final class BackupCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to write; none is replaced. Runs may go on meanwhile.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private Path file;

    BackupCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        Path target = surroundings.directory().resolve(file);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ParameterException(spec.commandLine(), target + " exists already: name another file");
        }
        Optional<JdbcStore> found = RunStore.openExisting(configuration.state());
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("pimainteno: nothing is recorded yet: there is no database to back up");
            return ExitCode.FAILED;
        }
        try (JdbcStore store = found.get()) {
            BackupSummary summary = store.backup(target, RunStore.artifacts(configuration.state()));
            spec.commandLine().getOut().println(target + ": " + words(summary));
            return ExitCode.GOOD;
        }
    }

    static String words(BackupSummary summary) {
        return "%,d runs with %,d events and %,d texts, of %s"
                .formatted(summary.runs(), summary.events(), summary.artifacts(), Columns.time(summary.created()));
    }
}
