package dev.pimainteno.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How and where from a service runs, as its unit file says. Immutable.
 *
 * @param type {@code Type}: {@code simple}, {@code exec}, {@code forking}, {@code oneshot}, {@code notify} ...
 * @param directory {@code WorkingDirectory}; absolute; null if the unit names none
 * @param commandPaths the absolute paths among the words of {@code ExecStart}, the program's first; may be empty
 */
public record ServiceDefinition(String type, @Nullable Path directory, List<Path> commandPaths) {

    public ServiceDefinition {
        commandPaths = List.copyOf(commandPaths);
    }

    /** Whether the service is done when its command has ended, so that it need not be active after a start. */
    public boolean endsByItself() {
        return type.equals("oneshot");
    }

    /** Returns the directory that the unit names for its processes. */
    public Optional<Path> workingDirectory() {
        return Optional.ofNullable(directory);
    }
}
