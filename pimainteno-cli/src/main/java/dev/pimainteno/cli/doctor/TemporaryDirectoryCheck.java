package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Java's directory for temporary files: that it can be written, and that what is put there may be executed, as native
 * libraries must be.
 */
public record TemporaryDirectoryCheck(Path directory) implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "temporary directory";
    }

    @Override
    public Diagnosis examine() throws InterruptedException {
        String another = "name another with PIMAINTENO_JAVA_OPTS=-Djava.io.tmpdir=DIR";
        try {
            Path script = Files.createTempFile(directory, "pimainteno-doctor-", ".sh");
            try {
                Files.writeString(script, "#!/bin/sh\nexit 0\n");
                return script.toFile().setExecutable(true) && executes(script)
                        ? Diagnosis.ok(directory + ", writable, and programs may lie there")
                        : Diagnosis.warning(directory + " lets nothing be executed (noexec)", another);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            return Diagnosis.failure(directory + " cannot be written: " + e, another);
        }
    }

    private boolean executes(Path script) throws InterruptedException {
        try {
            return ProcessRunner.create()
                    .run(ProcessRequest.of(Command.of(script.toString()), directory)
                            .timeout(PATIENCE)
                            .build())
                    .succeeded();
        } catch (ProcessException e) {
            return false;
        }
    }
}
