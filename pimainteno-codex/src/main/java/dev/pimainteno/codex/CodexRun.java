package dev.pimainteno.codex;

import dev.pimainteno.process.ProcessResult;

/** How one process of codex ended and what it printed. Immutable. */
record CodexRun(ProcessResult.Ending ending, int exitCode, String output, String errors) {

    static CodexRun of(ProcessResult result) {
        return new CodexRun(result.ending(), result.exitCode(), result.output(), result.errors());
    }
}
