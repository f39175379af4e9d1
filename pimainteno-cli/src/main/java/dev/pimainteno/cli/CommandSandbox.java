package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.SandboxSettings;
import dev.pimainteno.config.SandboxSettings.Mode;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.HostDirectories;
import dev.pimainteno.sandbox.LimitingPrefix;
import dev.pimainteno.sandbox.Sandbox;
import dev.pimainteno.sandbox.SandboxChoice;
import dev.pimainteno.systemd.SystemdSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Chooses what encloses verify commands as a configuration asks for it. Nothing is tried until something is to be run. */
final class CommandSandbox {
    private static final Path BOOTED_BY_SYSTEMD = Path.of("/run/systemd/system");

    private CommandSandbox() {}

    static SandboxChoice of(Configuration configuration, Map<String, String> environment) {
        SandboxSettings settings = configuration.sandbox();
        Path state = configuration.state().path();
        Bounds bounds = settings.bounds();
        Supplier<HostDirectories> directories = () -> HostDirectories.of(
                environment, List.of(state, configuration.cache().path()));
        Mode mode = settings.mode();
        List<Supplier<List<Sandbox>>> candidates = new ArrayList<>();
        if (mode == Mode.SYSTEMD || (mode == Mode.AUTO && Files.isDirectory(BOOTED_BY_SYSTEMD))) {
            candidates.add(() -> systemd(directories.get(), bounds, environment));
        }
        if (mode == Mode.BUBBLEWRAP || mode == Mode.AUTO) {
            candidates.add(() -> Sandbox.bubblewrap(directories.get(), bounds, LimitingPrefix.none()));
        }
        if (mode == Mode.NONE || mode == Mode.AUTO) {
            candidates.add(() -> List.of(Sandbox.none(bounds)));
        }
        return SandboxChoice.of(
                candidates, state.resolve("sandbox-" + ProcessHandle.current().pid()));
    }

    private static List<Sandbox> systemd(HostDirectories directories, Bounds bounds, Map<String, String> environment) {
        return isSuperuser()
                ? List.of(SystemdSandbox.system(directories, bounds, environment))
                : Sandbox.bubblewrap(directories, bounds, SystemdSandbox.userScope(bounds, environment));
    }

    private static boolean isSuperuser() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // Where that cannot be asked there is no systemd either.
        }
    }
}
