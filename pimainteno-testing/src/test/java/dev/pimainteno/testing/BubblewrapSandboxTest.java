package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.fail;

import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.HostDirectories;
import dev.pimainteno.sandbox.LimitingPrefix;
import dev.pimainteno.sandbox.Sandbox;
import dev.pimainteno.sandbox.SandboxChoice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** With a real {@code bwrap}. */
class BubblewrapSandboxTest extends SandboxContract {
    @TempDir
    Path root;

    @Override
    protected Sandbox open(HostDirectories directories, Bounds bounds) throws InterruptedException {
        Sandbox layered =
                Sandbox.bubblewrap(directories, bounds, LimitingPrefix.none()).get(0);
        SandboxChoice choice = SandboxChoice.of(List.of(() -> List.of(layered)), root.resolve("probe"));
        if (!choice.works()) {
            if (Boolean.getBoolean("pimainteno.real")) {
                fail("no bubblewrap: " + choice.troubles());
            }
            Assumptions.abort("no bubblewrap: " + choice.troubles());
        }
        return choice;
    }

    @Override
    protected Path directory() {
        return root;
    }
}
