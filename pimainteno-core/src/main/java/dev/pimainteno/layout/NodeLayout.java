package dev.pimainteno.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code package.json} with a test script that somebody wrote, and the package manager that its lock file belongs to.
 * Immutable.
 */
record NodeLayout() implements ProjectLayout {
    private static final String MANIFEST = "package.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        JsonNode manifest = manifest(files);
        String script = manifest.path("scripts").path("test").asText("");
        // npm init writes a script that only says that there are no tests, and fails.
        if (script.isBlank() || script.contains("no test specified")) {
            return Optional.empty();
        }
        return Optional.of(byLockFile(files).orElseGet(() -> withoutLockFile(manifest)));
    }

    private static Optional<VerifyGuess> byLockFile(RootFiles files) {
        if (files.has("pnpm-lock.yaml")) {
            return locked("pnpm-lock.yaml", "pnpm", "install", "--frozen-lockfile");
        }
        if (files.has("yarn.lock")) {
            // Yarn renamed the option when it was written anew; only the newer one has this file.
            String frozen = files.has(".yarnrc.yml") ? "--immutable" : "--frozen-lockfile";
            return locked("yarn.lock", "yarn", "install", frozen);
        }
        Optional<String> bun = files.first("bun.lock", "bun.lockb");
        if (bun.isPresent()) {
            return locked(bun.get(), "bun", "install", "--frozen-lockfile");
        }
        return files.first("package-lock.json", "npm-shrinkwrap.json").flatMap(lock -> locked(lock, "npm", "ci"));
    }

    private static Optional<VerifyGuess> locked(String lock, String manager, String... install) {
        List<String> argv = new ArrayList<>(List.of(install));
        argv.add(0, manager);
        // "bun test" would be Bun's own test runner instead of the script.
        Command test = manager.equals("bun") ? Command.of("bun", "run", "test") : Command.of(manager, "test");
        return Optional.of(new VerifyGuess(List.of(new Command(argv), test), List.of(MANIFEST, lock)));
    }

    private static VerifyGuess withoutLockFile(JsonNode manifest) {
        Command test = Command.of("npm", "test");
        boolean needsNothing = manifest.path("dependencies").isEmpty()
                && manifest.path("devDependencies").isEmpty();
        return needsNothing
                ? VerifyGuess.of(test, MANIFEST)
                : new VerifyGuess(List.of(Command.of("npm", "install", "--no-package-lock"), test), List.of(MANIFEST));
    }

    private static JsonNode manifest(RootFiles files) {
        try {
            return JSON.readTree(files.text(MANIFEST));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode(); // A manifest that npm could not read either says nothing of tests.
        }
    }
}
