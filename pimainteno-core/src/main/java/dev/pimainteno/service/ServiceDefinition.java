package dev.pimainteno.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a service runs from, as its unit file says. Immutable.
 *
 * @param directory {@code WorkingDirectory}; absolute; null if the unit names none
 * @param commandPaths the absolute paths among the words of {@code ExecStart}, the program's first; may be empty
 */
public record ServiceDefinition(@Nullable Path directory, List<Path> commandPaths) {

    public ServiceDefinition {
        commandPaths = List.copyOf(commandPaths);
    }

    /** Returns the directory that the unit names for its processes. */
    public Optional<Path> workingDirectory() {
        return Optional.ofNullable(directory);
    }
}
