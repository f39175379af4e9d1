package dev.pimainteno.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code [state]}: where everything that must survive a restart is kept. Immutable.
 *
 * @param path the directory; absolute; by default the first that the environment names of {@code $STATE_DIRECTORY} (its
 *     first entry), {@code $XDG_STATE_HOME/pimainteno} and {@code $HOME/.local/state/pimainteno}; variables that are
 *     empty or hold no absolute path count as unset
 * @param database where runs are kept; {@code pimainteno.db} in the directory by default
 * @param keepRuns how many runs are kept, the newest; 1 to 1,000,000; 10,000 by default
 * @param keepDays how many days runs are kept; 1 to 36,500; 400 by default
 * @param artifactLimit how many bytes are kept of one prompt, reply or patch; 1 to {@link Integer#MAX_VALUE}; 4 MiB by
 *     default
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#RuntimeDirectory=">systemd.exec(5)</a>
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public record StateSettings(Path path, DatabaseSettings database, int keepRuns, int keepDays, int artifactLimit) {
    private static final int MOST_RUNS = 1_000_000;
    private static final int MOST_DAYS = 36_500;
    private static final int STANDARD_LIMIT = 4 << 20;

    public StateSettings {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("path must be absolute: " + path);
        }
        if (keepRuns < 1 || keepRuns > MOST_RUNS) {
            throw new IllegalArgumentException("keepRuns must be from 1 to " + MOST_RUNS + ", not " + keepRuns);
        }
        if (keepDays < 1 || keepDays > MOST_DAYS) {
            throw new IllegalArgumentException("keepDays must be from 1 to " + MOST_DAYS + ", not " + keepDays);
        }
        if (artifactLimit < 1) {
            throw new IllegalArgumentException("artifactLimit must be positive, not " + artifactLimit);
        }
    }

    /** Returns the defaults for a state directory. */
    public static StateSettings standard(Path path) {
        return new StateSettings(
                path, new DatabaseSettings.Sqlite(path.resolve("pimainteno.db")), 10_000, 400, STANDARD_LIMIT);
    }

    /** Returns where the texts that runs worked on are kept. */
    public Path artifacts() {
        return path.resolve("artifacts");
    }

    static StateSettings read(Table table, Map<String, String> environment) {
        StateSettings standard = standard(directory(table, environment));
        return new StateSettings(
                standard.path,
                new DatabaseReader(table).read(standard.path),
                table.get("keep_runs")
                        .flatMap(value -> value.integer(1, MOST_RUNS))
                        .orElse(standard.keepRuns),
                table.get("keep_days")
                        .flatMap(value -> value.integer(1, MOST_DAYS))
                        .orElse(standard.keepDays),
                table.get("artifact_limit").flatMap(StateSettings::limit).orElse(standard.artifactLimit));
    }

    private static Optional<Integer> limit(Value value) {
        return value.size()
                .filter(bytes -> value.check(bytes <= Integer.MAX_VALUE, "a size below \"2GiB\""))
                .map(Math::toIntExact);
    }

    private static Path directory(Table table, Map<String, String> environment) {
        Optional<Value> set = table.get("path");
        Path unread = table.document().directory();
        if (set.isPresent()) {
            return set.flatMap(Value::path).orElse(unread);
        }
        return fromEnvironment(environment).orElseGet(() -> {
            table.document()
                    .error(
                            0,
                            "state.path",
                            "not set, and neither STATE_DIRECTORY, XDG_STATE_HOME nor HOME names an absolute path;"
                                    + " expected [state] path = \"/var/lib/pimainteno\" or one of the variables");
            return unread;
        });
    }

    private static Optional<Path> fromEnvironment(Map<String, String> environment) {
        return absolute(environment.getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0])
                .or(() -> absolute(environment.getOrDefault("XDG_STATE_HOME", ""))
                        .map(home -> home.resolve("pimainteno")))
                .or(() -> absolute(environment.getOrDefault("HOME", ""))
                        .map(home -> home.resolve(".local/state/pimainteno")))
                .map(Path::normalize);
    }

    private static Optional<Path> absolute(String variable) {
        try {
            return Optional.of(Path.of(variable)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty(); // Counts as unset, as documented.
        }
    }
}
