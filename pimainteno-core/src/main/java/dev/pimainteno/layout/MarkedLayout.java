package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.List;
import java.util.Optional;

/**
 * A layout that one file gives away, and whose one command is always the same. Immutable.
 *
 * @param marker the file at the root
 */
record MarkedLayout(String marker, Command command) implements ProjectLayout {

    MarkedLayout(String marker, String... argv) {
        this(marker, new Command(List.of(argv)));
    }

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        return files.has(marker) ? Optional.of(VerifyGuess.of(command, marker)) : Optional.empty();
    }
}
