package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks for processes that should have ended. */
final class Processes {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private Processes() {}

    /** A process that was told to end takes a moment; one that was not takes for ever. */
    static void assertEnded(Supplier<List<ProcessHandle>> processes) {
        long start = System.nanoTime();
        while (!running(processes.get()).isEmpty() && System.nanoTime() - start < PATIENCE) {
            Thread.onSpinWait();
        }
        assertThat(running(processes.get())).isEmpty();
    }

    /** A process that ended and that nobody took note of stays in the table, without a command. */
    private static List<ProcessHandle> running(List<ProcessHandle> processes) {
        return processes.stream()
                .filter(process -> process.info().command().isPresent())
                .toList();
    }
}
