package dev.pimainteno.sandbox;

import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessResult;
import java.util.List;

/** Tells a sandbox that was not made from a command that failed in one. */
public final class SandboxFailure {
    private static final List<String> BEGINNINGS =
            List.of("bwrap: ", "Failed to ", "unshare: ", "setpriv: ", "taskset: ");

    private SandboxFailure() {}

    /**
     * Returns a result that is the command's own. A command that pretends otherwise has not run, and proves nothing.
     *
     * @throws ProcessException if the command was never begun
     */
    public static ProcessResult check(ProcessResult result) {
        String output = (result.output() + result.errors()).strip();
        boolean prelude = result.exitCode() == FileView.FAILED && output.contains(FileView.TROUBLE);
        boolean program =
                result.exitCode() == 1 && BEGINNINGS.stream().anyMatch(output::startsWith) && output.indexOf('\n') < 0;
        if (prelude || program) {
            throw new ProcessException(Reason.FAILED, "The sandbox was not made: " + output, null);
        }
        return result;
    }
}
