package dev.pimainteno.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks after processes by their id. */
final class Processes {
    private static final int TRIES = 300;

    private Processes() {}

    /** Waits until a process has ended; one that nobody has asked for its exit code counts as ended. */
    static void awaitGone(long pid) throws InterruptedException, IOException, ExecutionException {
        for (int i = 0; i < TRIES; i++) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
            if (process.isEmpty() || isZombie(pid) || endsSoon(process.get())) {
                return;
            }
        }
        throw new AssertionError(
                "process " + pid + " is still there: " + ProcessHandle.of(pid).map(ProcessHandle::info));
    }

    private static boolean endsSoon(ProcessHandle process) throws InterruptedException, ExecutionException {
        try {
            process.onExit().get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static boolean isZombie(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
