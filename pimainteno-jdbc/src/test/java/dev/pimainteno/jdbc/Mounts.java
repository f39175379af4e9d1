package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.fail;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Whether this machine lets a test mount file systems in a namespace of its own. */
final class Mounts {
    private static final String MISSING = "this machine does not let unshare(1) mount";

    private Mounts() {}

    /** Skips the test where it does not, or fails it where real parts are required. */
    static void require() throws Exception {
        boolean mounts = Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder("unshare", "--mount", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                                .redirectErrorStream(true)
                                .redirectOutput(Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        if (!mounts && Boolean.getBoolean("pimainteno.real")) {
            fail(MISSING);
        }
        Assumptions.assumeTrue(mounts, MISSING);
    }
}
