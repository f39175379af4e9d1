package dev.pimainteno.sandbox;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.LeftBehind;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first of some sandboxes that works here. Each is tried with a small command, once, when something is first to be run; one
 * that lets through what it should not does not work. Where none works, nothing is run. Safe for many threads.
 */
public final class SandboxChoice implements Sandbox {
    private static final Logger log = LoggerFactory.getLogger(SandboxChoice.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C");

    /** Succeeds where the work tree can be written, and neither the system nor any network is in reach. */
    private static final String ENCLOSED = "touch here && ! touch /usr/pimainteno-probe 2>/dev/null"
            + " && test $(tail -n +3 /proc/net/dev | grep -vc '^ *lo:') = 0 && echo enclosed";

    private final List<Supplier<List<Sandbox>>> candidates;
    private final Path directory;
    private @Nullable Found found;

    /** What was found. */
    private record Found(Optional<Sandbox> sandbox, List<String> troubles) {}

    private SandboxChoice(List<Supplier<List<Sandbox>>> candidates, Path directory) {
        this.candidates = List.copyOf(candidates);
        this.directory = directory;
    }

    /**
     * Returns a choice.
     *
     * @param candidates the best first; made only when they are needed
     * @param directory where they are tried; made for that, and taken away
     */
    public static SandboxChoice of(List<Supplier<List<Sandbox>>> candidates, Path directory) {
        return new SandboxChoice(candidates, requireNonNull(directory, "directory"));
    }

    @Override
    public ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException {
        Found known = found();
        return known.sandbox()
                .orElseThrow(() -> new ProcessException(
                        Reason.FAILED, "No sandbox works here: " + String.join("; ", known.troubles()), null))
                .run(request, allowance);
    }

    /** Returns the protection of the sandbox that works; that of none where none does. */
    @Override
    public Protection protection() {
        try {
            return found().sandbox()
                    .map(Sandbox::protection)
                    .orElse(new Protection(Protection.NONE, List.of("nothing is run"), false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Protection(Protection.NONE, List.of("it was not looked for to the end"), false);
        }
    }

    /** Whether commands can be run at all. */
    public boolean works() throws InterruptedException {
        return found().sandbox().isPresent();
    }

    /** Returns why each sandbox that would have been better does not work. */
    public List<String> troubles() throws InterruptedException {
        return found().troubles();
    }

    private synchronized Found found() throws InterruptedException {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Found find() throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        for (Supplier<List<Sandbox>> supplier : candidates) {
            for (Sandbox candidate : supplier.get()) {
                Optional<String> trouble = trouble(candidate);
                if (trouble.isEmpty()) {
                    return new Found(Optional.of(candidate), List.copyOf(troubles));
                }
                troubles.add(candidate.protection().name() + ": " + trouble.get());
            }
        }
        return new Found(Optional.empty(), List.copyOf(troubles));
    }

    private Optional<String> trouble(Sandbox candidate) throws InterruptedException {
        boolean encloses = candidate.protection().encloses();
        if (!encloses) {
            return Optional.empty();
        }
        List<Path> made = missing();
        try {
            Path tree = Files.createDirectories(directory.resolve("tree"));
            ProcessRequest request = ProcessRequest.of(Command.of("/bin/sh", "-c", ENCLOSED), tree)
                    .environment(ENVIRONMENT)
                    .timeout(PATIENCE)
                    .errorsJoinOutput()
                    .build();
            ProcessResult result = candidate.run(request, Allowance.none());
            return result.succeeded() && result.output().contains("enclosed")
                    ? Optional.empty()
                    : Optional.of("a command in it ended with " + result.ending() + " " + result.exitCode() + " "
                            + result.output().strip());
        } catch (ProcessException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            takeAway(made);
        }
    }

    /** Returns the directories above that are not there yet, the deepest first. */
    private List<Path> missing() {
        List<Path> missing = new ArrayList<>();
        for (Path parent = directory.getParent();
                parent != null && !Files.exists(parent);
                parent = parent.getParent()) {
            missing.add(parent);
        }
        return missing;
    }

    private void takeAway(List<Path> made) {
        try {
            new LeftBehind(directory).delete();
            for (Path parent : made) {
                Files.deleteIfExists(parent);
            }
        } catch (DirectoryNotEmptyException e) {
            log.debug("Somebody uses {} by now", e.getFile());
        } catch (IOException e) {
            throw new ProcessException(Reason.FAILED, "Cannot take away " + directory + ": " + e.getMessage(), e);
        }
    }
}
