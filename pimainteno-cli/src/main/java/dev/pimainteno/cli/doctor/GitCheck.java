package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine's {@code git}, which only receives what is pushed to a remote on this machine; for everything else Git is
 * part of this program.
 *
 * @param program absent if there is none
 */
public record GitCheck(Optional<Path> program) implements Check {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.\\d{1,4})?");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "git";
    }

    @Override
    public Diagnosis examine() throws InterruptedException {
        if (program.isEmpty()) {
            return Diagnosis.warning(
                    "no git in the usual places: hooks of a remote on this machine would not run on a push",
                    "install git, unless every remote is on another machine");
        }
        try {
            ProcessResult result = ProcessRunner.create()
                    .run(ProcessRequest.of(Command.of(program.get().toString(), "--version"), Path.of("/"))
                            .timeout(PATIENCE)
                            .build());
            Matcher version = VERSION.matcher(result.output());
            return result.succeeded() && version.find()
                    ? judge(version)
                    : Diagnosis.warning(program.get() + " does not say its version", "install git anew");
        } catch (ProcessException e) {
            return Diagnosis.warning(e.getMessage(), "install git anew");
        }
    }

    /** From 2.11 on what a hook refuses is not left behind in the remote. */
    private Diagnosis judge(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        String found = "git " + version.group() + " (" + program.orElseThrow() + ")";
        return major > 2 || (major == 2 && minor >= 11)
                ? Diagnosis.ok(found)
                : Diagnosis.warning(
                        found + ": a push that a remote's hook refuses leaves its objects there",
                        "install git 2.11 or newer");
    }
}
