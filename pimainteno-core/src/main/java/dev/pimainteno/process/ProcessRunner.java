package dev.pimainteno.process;

import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessRequest.Overflow;
import dev.pimainteno.process.ProcessResult.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one child process after another, or several from several threads, and leaves none behind: whatever ends the
 * call (the child's exit, a deadline, a silence, an overflow, an interrupt), the child's whole process group and all its
 * descendants are ended before the call returns. A process that leaves both its group and its parents escapes where the
 * host offers no sandbox. Safe for many threads.
 */
public final class ProcessRunner {
    private static final Logger log = LoggerFactory.getLogger(ProcessRunner.class);
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long JOIN_MILLIS = 4_000;
    private static final long TICK_MILLIS = 250;

    private ProcessRunner() {}

    public static ProcessRunner create() {
        return new ProcessRunner();
    }

    /**
     * Runs a process to its end.
     *
     * @throws ProcessException if the process cannot be started
     * @throws InterruptedException if the caller is interrupted; the process has been ended by then
     */
    public ProcessResult run(ProcessRequest request) throws InterruptedException {
        ProcessResult result = new Execution(request, start(request)).await();
        log.debug(
                "`{}` {} with exit code {} after {} ms",
                request.command(),
                result.ending(),
                result.exitCode(),
                result.elapsed().toMillis());
        return result;
    }

    private static Process start(ProcessRequest request) {
        if (!Files.isDirectory(request.directory())) {
            throw new ProcessException(Reason.FAILED, "No such working directory: " + request.directory(), null);
        }
        ProcessBuilder builder = new ProcessBuilder(ProcessTree.ownSession(argv(request)))
                .directory(request.directory().toFile())
                .redirectErrorStream(request.errorsJoinOutput());
        builder.environment().clear();
        builder.environment().putAll(request.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            String message = "Cannot start '" + request.command().program() + "' in " + request.directory();
            throw new ProcessException(Reason.FAILED, message + ": " + e.getMessage(), e);
        }
    }

    /** The program is looked for here, because behind setsid a missing one would look like one that failed. */
    private static List<String> argv(ProcessRequest request) {
        List<String> argv = new ArrayList<>(request.command().argv());
        String searchPath = request.environment().getOrDefault("PATH", "");
        argv.set(0, ProgramSearch.find(request.command().program(), searchPath, request.directory()));
        return argv;
    }

    /** One process under way. */
    private static final class Execution {
        private final ProcessRequest request;
        private final Process process;
        private final ProcessTree tree;
        private final OutputBuffer output;
        private final OutputBuffer errors;
        private final long started = System.nanoTime();
        private final AtomicLong lastOutput = new AtomicLong(System.nanoTime());
        private final AtomicLong saidLast = new AtomicLong();
        private final AtomicBoolean done = new AtomicBoolean();
        private String objection = "";

        Execution(ProcessRequest request, Process process) {
            this.request = request;
            this.process = process;
            this.tree = new ProcessTree(process);
            this.output = new OutputBuffer(request.maxOutputBytes());
            this.errors = new OutputBuffer(request.maxOutputBytes());
        }

        ProcessResult await() throws InterruptedException {
            Predicate<String> isLast = request.lastLine();
            // Looking at lines takes longer than all else that is done with output.
            Lines lines = isLast == null ? null : new Lines(isLast);
            Thread reader = start("output", () -> drain(process.getInputStream(), output, true, lines));
            Thread errorReader = start("errors", () -> drain(process.getErrorStream(), errors, false, null));
            Thread writer = start("input", this::feed);
            Ending ending;
            try {
                ending = watch();
            } catch (InterruptedException e) {
                tree.end();
                request.watch().ended();
                throw e;
            } finally {
                join(reader, errorReader, writer);
            }
            if (!process.waitFor(JOIN_MILLIS, TimeUnit.MILLISECONDS)) {
                String message = "'" + request.command().program() + "' does not end although it was killed";
                throw new ProcessException(Reason.FAILED, message, null);
            }
            boolean truncated = output.overflowed() || errors.overflowed();
            return new ProcessResult(
                    // Asked only now, when all that the process has printed has been read.
                    overflowed() ? Ending.TOO_MUCH_OUTPUT : ending,
                    process.exitValue(),
                    output.toByteArray(),
                    errors.toByteArray(),
                    truncated,
                    since(started),
                    objection);
        }

        private Ending watch() throws InterruptedException {
            Set<ProcessHandle> seen = new LinkedHashSet<>();
            while (true) {
                seen.removeIf(handle -> !handle.isAlive());
                seen.addAll(tree.members());
                if (process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                    tree.endRemains(seen);
                    return Ending.EXITED;
                }
                Ending ending = reasonToEnd();
                if (ending == Ending.OBJECTED) {
                    // What takes too much takes more with every moment of grace.
                    tree.endRemains(tree.members());
                    request.watch().ended();
                    return ending;
                }
                if (ending != null) {
                    tree.end();
                    request.watch().ended();
                    return ending;
                }
            }
        }

        private @Nullable Ending reasonToEnd() {
            if (overflowed()) {
                return Ending.TOO_MUCH_OUTPUT;
            }
            if (since(started).compareTo(request.timeout()) >= 0) {
                return Ending.TIMED_OUT;
            }
            objection = request.watch().objection(process.toHandle()).orElse("");
            if (!objection.isEmpty()) {
                return Ending.OBJECTED;
            }
            if (saidLast.get() != 0 && since(saidLast.get()).compareTo(LINGER) >= 0) {
                return Ending.LINGERED;
            }
            Duration patience = patience();
            if (patience != null && since(lastOutput.get()).compareTo(patience) >= 0) {
                return Ending.STALLED;
            }
            return null;
        }

        private @Nullable Duration patience() {
            Duration first = request.firstOutputWithin();
            return first != null && output.isEmpty() ? first : request.maxSilence();
        }

        private boolean overflowed() {
            return request.overflow() == Overflow.END_PROCESS && (output.overflowed() || errors.overflowed());
        }

        private void drain(InputStream stream, OutputBuffer buffer, boolean isOutput, @Nullable Lines lines) {
            byte[] chunk = new byte[16 * 1024];
            try (stream) {
                for (int length = stream.read(chunk); length >= 0; length = stream.read(chunk)) {
                    buffer.write(chunk, length);
                    if (isOutput) {
                        lastOutput.set(System.nanoTime());
                    }
                    if (lines != null && lines.sawLast(chunk, length)) {
                        saidLast.compareAndSet(0, System.nanoTime());
                    }
                }
            } catch (IOException e) {
                if (!done.get() && process.isAlive()) {
                    log.warn("Lost the output of '{}'", request.command().program(), e);
                }
            }
        }

        private void feed() {
            try (OutputStream stream = process.getOutputStream()) {
                stream.write(request.input());
            } catch (IOException e) {
                // A child may close its input, or exit, without reading all of it; its exit code tells.
                log.debug(
                        "'{}' did not read all of its input", request.command().program(), e);
            }
        }

        private void join(Thread... threads) {
            done.set(true);
            boolean interrupted = false;
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                try {
                    thread.join(Math.max(1, left));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                if (thread.isAlive()) {
                    thread.interrupt();
                    log.warn(
                            "'{}' left a process that keeps its output open",
                            request.command().program());
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private Thread start(String purpose, Runnable work) {
            Thread thread = new Thread(work, "pimainteno-" + purpose + "-" + process.pid());
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        private static Duration since(long nanoTime) {
            return Duration.ofNanos(System.nanoTime() - nanoTime);
        }
    }

    /** Cuts output into lines for the one question whether a line is the last. */
    private static final class Lines {
        private static final int LONGEST = 64 * 1024;

        private final Predicate<String> isLast;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Predicate<String> isLast) {
            this.isLast = isLast;
        }

        boolean sawLast(byte[] chunk, int length) {
            boolean last = false;
            for (int i = 0; i < length; i++) {
                if (chunk[i] == '\n') {
                    last |= isLast.test(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else if (line.size() < LONGEST) {
                    line.write(chunk[i]);
                }
            }
            return last;
        }
    }
}
