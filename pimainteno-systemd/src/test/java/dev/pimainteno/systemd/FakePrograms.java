package dev.pimainteno.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Shell scripts in the place of systemd's programs, for what the real ones cannot be brought to do. */
final class FakePrograms {
    private final Path directory;

    private FakePrograms(Path directory) {
        this.directory = directory;
    }

    static FakePrograms in(Path directory) {
        return new FakePrograms(directory);
    }

    /** Adds a program, or replaces it; {@code $*} are its arguments. */
    FakePrograms program(String name, String lines) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** Returns an environment in which these programs are found before the real ones. */
    Map<String, String> environment() {
        return Map.of(
                "PATH", directory + ":/usr/bin:/bin",
                "XDG_RUNTIME_DIR", "/run/user/7",
                "SYSTEMD_PAGER", "less",
                "SYSTEMD_LOG_LEVEL", "debug",
                "LANG", "de_DE.UTF-8");
    }
}
