package dev.pimainteno.config;

import dev.pimainteno.config.ConfigurationException.Reason;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file that a configuration comes from. Immutable.
 *
 * @param file where the file is; made absolute, and relative paths in the file start at its directory
 * @param name what problems call the file; as the user wrote it
 */
public record ConfigurationSource(Path file, String name) {
    /** The name of the file in a working directory. */
    public static final String FILE_NAME = "PiMainteno.toml";

    public ConfigurationSource {
        file = file.toAbsolutePath();
    }

    /** Returns a file that the user has named, under that name. Nothing is looked at yet. */
    public static ConfigurationSource of(Path file) {
        return new ConfigurationSource(file, file.toString());
    }

    /** Returns the places that are looked at, in order, when the user names no file. */
    public static List<Path> standardPlaces() {
        return List.of(Path.of(FILE_NAME), Path.of("/etc/pimainteno", FILE_NAME));
    }

    /**
     * Returns the first place where there is something. That includes what cannot be read: a file in the way is
     * reported when it is loaded, never passed over in silence.
     *
     * @param workingDirectory where relative places start
     * @param places the places to look at, in order; {@link #standardPlaces()} in a program
     * @throws ConfigurationException with {@link Reason#NOT_FOUND} if there is nothing at any of the places
     */
    public static ConfigurationSource find(Path workingDirectory, List<Path> places) {
        for (Path place : places) {
            Path file = workingDirectory.resolve(place);
            if (!Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new ConfigurationSource(file, place.toString());
            }
        }
        String lookedAt = places.stream()
                .map(place -> workingDirectory.resolve(place).toString())
                .collect(Collectors.joining(" and "));
        String message =
                "no configuration found; looked at " + lookedAt + "; write one there or name one with --config";
        throw new ConfigurationException(Reason.NOT_FOUND, List.of(new Problem(FILE_NAME, 0, "", message)), null);
    }

    /** Returns the directory at which relative paths in the file start; absolute. */
    public Path directory() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }
}
