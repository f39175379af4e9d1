package dev.pimainteno.sandbox;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs commands with a temporary directory of their own and under a watch, and ends afterwards whatever carries their mark. Safe for
 * many threads.
 */
final class UnenclosedCommands implements Sandbox {
    private static final List<String> GAPS = List.of(
            "the network",
            "what this user may read and write anywhere",
            "a process that leaves its session and wipes its environment");

    private final ProcessRunner runner;
    private final Bounds bounds;

    UnenclosedCommands(ProcessRunner runner, Bounds bounds) {
        this.runner = runner;
        this.bounds = bounds;
    }

    @Override
    public ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException {
        Scratch scratch = Scratch.beside(request.directory());
        try {
            scratch.prepare();
            ResourceWatch watch = ResourceWatch.begin(bounds, scratch, ResourceWatch::descendants);
            Map<String, String> environment = new HashMap<>(request.environment());
            environment.put("TMPDIR", scratch.temporary().toString());
            try {
                return runner.run(request.instead(onSomeProcessors(request))
                        .environment(environment)
                        .watch(watch)
                        .build());
            } finally {
                endMarked(request);
                watch.tidyUp();
            }
        } catch (IOException e) {
            throw new ProcessException(
                    Reason.FAILED, "Cannot prepare " + scratch.root() + " for a command: " + e.getMessage(), e);
        }
    }

    private Command onSomeProcessors(ProcessRequest request) {
        return new Command(Processors.limit(bounds.cpus(), request.command().argv(), request));
    }

    /** A process that has left its session and lost its parents still has the environment that it was started with. */
    private static void endMarked(ProcessRequest request) {
        String mark = request.environment().get(ProcessMark.VARIABLE);
        if (mark != null) {
            ProcessMark.of(mark).endAll();
        }
    }

    @Override
    public Protection protection() {
        return new Protection(Protection.NONE, GAPS, false);
    }
}
