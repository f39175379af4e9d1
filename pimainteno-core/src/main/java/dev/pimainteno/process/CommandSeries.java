package dev.pimainteno.process;

import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessRequest.Overflow;
import dev.pimainteno.process.ProcessResult.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A project's own commands, run one after another until the first that does not succeed. Nothing that they start outlives
 * them. Immutable; safe for many threads.
 *
 * @param commands in order; may be empty
 * @param environment the whole environment of each; see {@link CommandEnvironment}
 * @param timeout how long each may run; positive
 */
public record CommandSeries(Runner runner, List<Command> commands, Map<String, String> environment, Duration timeout) {
    private static final int MOST_OUTPUT_BYTES = 1 << 20;

    /** What runs one of them, such as {@link ProcessRunner#run}. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Runs a process to its end; nothing that it starts outlives the call.
         *
         * @throws ProcessException if the process cannot be started
         */
        ProcessResult run(ProcessRequest request) throws InterruptedException;
    }

    /** How a series ended. */
    public sealed interface Outcome {

        /** Every command succeeded. */
        record Green() implements Outcome {}

        /**
         * A command ran and did not succeed.
         *
         * @param index its place in the series, from 0
         * @param timedOut whether it was ended at its deadline
         * @param how what happened, behind the command's name
         * @param tail what it printed of its failure, and the end
         */
        record Red(int index, boolean timedOut, String how, List<String> tail) implements Outcome {}

        /**
         * A command could not be run at all.
         *
         * @param index its place in the series, from 0
         * @param absent whether there is no such program, or none that may be executed
         */
        record NotRun(int index, boolean absent, String why) implements Outcome {}
    }

    public CommandSeries {
        commands = List.copyOf(commands);
        environment = Map.copyOf(environment);
    }

    /**
     * Runs the commands.
     *
     * @param directory where they run; existing
     */
    public Outcome run(Path directory) throws InterruptedException {
        for (int i = 0; i < commands.size(); i++) {
            ProcessResult result;
            try {
                result = runner.run(request(commands.get(i), directory));
            } catch (ProcessException e) {
                return new Outcome.NotRun(i, e.reason() != Reason.FAILED, String.valueOf(e.getMessage()));
            }
            if (!result.succeeded()) {
                return new Outcome.Red(
                        i, result.ending() == Ending.TIMED_OUT, how(result), FailingPart.of(result.output()));
            }
        }
        return new Outcome.Green();
    }

    private ProcessRequest request(Command command, Path directory) {
        return ProcessRequest.of(command, directory)
                .environment(environment)
                .timeout(timeout)
                .maxOutput(MOST_OUTPUT_BYTES, Overflow.KEEP_ENDS)
                .errorsJoinOutput()
                .build();
    }

    private String how(ProcessResult result) {
        return switch (result.ending()) {
            case TIMED_OUT -> "did not end within " + timeout.toMillis() / 1000.0 + " s";
            case OBJECTED -> result.objection() + ", and was ended";
            default -> "ended with exit code " + result.exitCode();
        };
    }
}
