package dev.pimainteno.systemd;

import dev.pimainteno.process.ProcessResult;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the directory that a unit means by {@code WorkingDirectory=~}. */
final class HomeDirectory {
    private static final int FIELD = 5;

    private HomeDirectory() {}

    /**
     * Returns the home of the unit's user.
     *
     * @param user what the unit names as its {@code User}; empty for that of the manager
     * @return absolute; null if this machine does not know the user
     */
    static @Nullable Path of(SystemdManager manager, String user) throws InterruptedException {
        String home = manager.isUser() ? homeOfManager(manager) : homeInDatabase(manager, user);
        return home.startsWith("/") ? Path.of(home) : null;
    }

    private static String homeOfManager(SystemdManager manager) throws InterruptedException {
        ProcessResult environment = manager.ask("--no-pager", "show-environment");
        return Arrays.stream(environment.output().split("\n", -1))
                .filter(line -> line.startsWith("HOME="))
                .map(line -> line.substring("HOME=".length()))
                .findFirst()
                .orElse("");
    }

    private static String homeInDatabase(SystemdManager manager, String user) throws InterruptedException {
        String name = user.isEmpty() ? "root" : user;
        String[] fields = manager.lookUp("passwd", name).output().strip().split(":", -1);
        return fields.length > FIELD ? fields[FIELD] : "";
    }
}
