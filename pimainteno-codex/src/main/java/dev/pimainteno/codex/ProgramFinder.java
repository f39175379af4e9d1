package dev.pimainteno.codex;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the program behind a command: itself, or the native program behind npm's launcher, which starts faster and dies
 * when it is told to. Immutable.
 */
record ProgramFinder(String searchPath) {

    /** Returns the absolute path of an existing, executable program; empty if there is none. */
    Optional<Path> find(String command) {
        return candidates(command).stream()
                .filter(ProgramFinder::isProgram)
                .findFirst()
                .map(ProgramFinder::nativeProgram);
    }

    private List<Path> candidates(String command) {
        if (command.contains("/")) {
            return List.of(Path.of(command).toAbsolutePath());
        }
        List<Path> candidates = new ArrayList<>();
        for (String part : searchPath.split(File.pathSeparator, -1)) {
            if (!part.isEmpty()) {
                candidates.add(Path.of(part, command).toAbsolutePath());
            }
        }
        return candidates;
    }

    private static Path nativeProgram(Path program) {
        try {
            Path script = program.toRealPath();
            if (!script.endsWith(Path.of("codex", "bin", "codex.js"))) {
                return program;
            }
            Path packageRoot = script.resolve("../..").normalize();
            return nativeCandidates(packageRoot).stream()
                    .filter(ProgramFinder::isProgram)
                    .findFirst()
                    .orElse(program);
        } catch (IOException e) {
            // Whoever runs the program is told what is wrong with it.
            return program;
        }
    }

    /** The platform's package lies beside the launcher's, below it, or (older versions) is part of it. */
    private static List<Path> nativeCandidates(Path packageRoot) {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        String platform = "codex-" + (mac ? "darwin" : "linux") + (arm ? "-arm64" : "-x64");
        String target = (arm ? "aarch64" : "x86_64") + (mac ? "-apple-darwin" : "-unknown-linux-musl");
        List<Path> candidates = new ArrayList<>();
        for (Path root : List.of(
                packageRoot.resolveSibling(platform),
                packageRoot.resolve("node_modules/@openai").resolve(platform),
                packageRoot)) {
            Path vendor = root.resolve("vendor").resolve(target);
            candidates.add(vendor.resolve("bin/codex"));
            candidates.add(vendor.resolve("codex/codex"));
        }
        return candidates;
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
