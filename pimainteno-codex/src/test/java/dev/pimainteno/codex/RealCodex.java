package dev.pimainteno.codex;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Where a real codex is on this machine. */
public final class RealCodex {
    private static final String MISSING = "no codex: set PIMAINTENO_CODEX to its path, or put it on the PATH";

    private RealCodex() {}

    /** Returns its path; without one the test is skipped, or fails where real parts are required. */
    public static Path require() {
        Optional<Path> found = find();
        if (found.isEmpty() && Boolean.getBoolean("pimainteno.real")) {
            fail(MISSING);
        }
        Assumptions.assumeTrue(found.isPresent(), MISSING);
        return found.orElseThrow();
    }

    private static Optional<Path> find() {
        String named = System.getenv("PIMAINTENO_CODEX");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "codex"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
