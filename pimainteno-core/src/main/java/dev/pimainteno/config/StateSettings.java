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
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#RuntimeDirectory=">systemd.exec(5)</a>
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public record StateSettings(Path path) {

    public StateSettings {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("path must be absolute: " + path);
        }
    }

    static StateSettings read(Table table, Map<String, String> environment) {
        Optional<Value> set = table.get("path");
        if (set.isPresent()) {
            Path unread = table.document().directory();
            return new StateSettings(set.flatMap(Value::path).orElse(unread));
        }
        return standard(environment).orElseGet(() -> {
            table.document()
                    .error(
                            0,
                            "state.path",
                            "not set, and neither STATE_DIRECTORY, XDG_STATE_HOME nor HOME names an absolute path;"
                                    + " expected [state] path = \"/var/lib/pimainteno\" or one of the variables");
            return new StateSettings(table.document().directory());
        });
    }

    private static Optional<StateSettings> standard(Map<String, String> environment) {
        return absolute(environment.getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0])
                .or(() -> absolute(environment.getOrDefault("XDG_STATE_HOME", ""))
                        .map(home -> home.resolve("pimainteno")))
                .or(() -> absolute(environment.getOrDefault("HOME", ""))
                        .map(home -> home.resolve(".local/state/pimainteno")))
                .map(Path::normalize)
                .map(StateSettings::new);
    }

    private static Optional<Path> absolute(String variable) {
        try {
            return Optional.of(Path.of(variable)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty(); // Counts as unset, as documented.
        }
    }
}
