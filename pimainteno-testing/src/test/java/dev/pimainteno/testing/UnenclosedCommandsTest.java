package dev.pimainteno.testing;

import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.HostDirectories;
import dev.pimainteno.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnenclosedCommandsTest extends SandboxContract {
    @TempDir
    Path root;

    @Override
    protected Sandbox open(HostDirectories directories, Bounds bounds) {
        return Sandbox.none(bounds);
    }

    @Override
    protected Path directory() {
        return root;
    }
}
