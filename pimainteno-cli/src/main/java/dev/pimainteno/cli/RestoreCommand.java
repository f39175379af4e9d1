package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.BackupSummary;
import dev.pimainteno.jdbc.JdbcStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: an empty database filled from a backup. */
@Command(
        name = "restore",
        description =
                "Fills the configured database, which must be empty, from a backup; from and to SQLite and PostgreSQL.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored",
            "1:the backup is damaged or newer than this program, or the database is not empty; nothing was changed",
            "2:there is no such file, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno restore /var/backups/pimainteno-2026-01-31.zip"})
final class RestoreCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What 'backup' has written. All of it is checked first.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private Path file;

    RestoreCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        Path source = surroundings.directory().resolve(file);
        if (!Files.isRegularFile(source)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + source);
        }
        try (JdbcStore store = RunStore.openToFill(configuration.state())) {
            BackupSummary summary = store.restore(source, RunStore.artifacts(configuration.state()));
            spec.commandLine().getOut().println("restored " + BackupCommand.words(summary));
            return ExitCode.GOOD;
        }
    }
}
