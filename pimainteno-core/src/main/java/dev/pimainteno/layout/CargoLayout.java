package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.Optional;

/** {@code Cargo.toml}, with or without a lock file. Immutable. */
record CargoLayout() implements ProjectLayout {
    private static final String MANIFEST = "Cargo.toml";
    private static final String LOCK = "Cargo.lock";

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        if (!files.has(MANIFEST)) {
            return Optional.empty();
        }
        return Optional.of(
                files.has(LOCK)
                        ? VerifyGuess.of(Command.of("cargo", "test", "--locked"), MANIFEST, LOCK)
                        : VerifyGuess.of(Command.of("cargo", "test"), MANIFEST));
    }
}
