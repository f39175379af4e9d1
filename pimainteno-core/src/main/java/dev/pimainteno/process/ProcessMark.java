package dev.pimainteno.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A variable in the environment of child processes, which every process that they start inherits. By it they are found again
 * and ended when the process that started them was killed and could not do so itself. Immutable.
 *
 * @param value 1 to 100 of {@code a-z}, {@code 0-9} and {@code -}
 */
public record ProcessMark(String value) {
    /** The variable's name. */
    public static final String VARIABLE = "PIMAINTENO_RUN";

    private static final Logger log = LoggerFactory.getLogger(ProcessMark.class);
    private static final Path PROCESSES = Path.of("/proc");
    /** A process that starts others while it is being ended is found in one of the next looks. */
    private static final int MOST_LOOKS = 20;
    /** How long one look waits for what it has ended. */
    private static final long MOST_MILLIS = 500;

    public ProcessMark {
        if (!value.matches("[a-z0-9-]{1,100}")) {
            throw new IllegalArgumentException("a mark is 1 to 100 of a-z, 0-9 and '-', not '" + value + "'");
        }
    }

    public static ProcessMark of(String value) {
        return new ProcessMark(value);
    }

    /** Returns an environment with the mark in it. */
    public Map<String, String> on(Map<String, String> environment) {
        Map<String, String> marked = new HashMap<>(environment);
        marked.put(VARIABLE, value);
        return Map.copyOf(marked);
    }

    /**
     * Ends every process on this machine that carries the mark and that this user may look at, without asking it. Where
     * there is no {@code /proc} none is found.
     *
     * @return how many were ended
     */
    public int endAll() {
        int ended = 0;
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<ProcessHandle> found = marked();
            if (found.isEmpty()) {
                break;
            }
            for (ProcessHandle process : found) {
                log.warn("Ending the process {}, which the interrupted run {} has left", process.pid(), value);
                process.destroyForcibly();
                ended++;
            }
            // One whose parent is stopped has ended and is not seen to exit: it carries no mark any more.
            found.forEach(process -> process.onExit()
                    .completeOnTimeout(process, MOST_MILLIS, TimeUnit.MILLISECONDS)
                    .join());
        }
        return ended;
    }

    private List<ProcessHandle> marked() {
        try (Stream<Path> entries = Files.list(PROCESSES)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isMarked)
                    .flatMap(entry ->
                            ProcessHandle.of(Long.parseLong(entry.getFileName().toString())).stream())
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .toList();
        } catch (IOException e) {
            log.debug("There is no list of processes here", e);
            return List.of();
        }
    }

    private boolean isMarked(Path process) {
        try {
            String environment = new String(Files.readAllBytes(process.resolve("environ")), UTF_8);
            return Arrays.asList(environment.split("\0")).contains(VARIABLE + "=" + value);
        } catch (IOException e) {
            return false; // It has ended, or is somebody else's.
        }
    }
}
