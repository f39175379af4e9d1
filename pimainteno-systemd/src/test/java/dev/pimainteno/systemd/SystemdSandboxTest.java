package dev.pimainteno.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.HostDirectories;
import dev.pimainteno.sandbox.Sandbox;
import dev.pimainteno.systemd.PrivateSystemd.With;
import dev.pimainteno.testing.SandboxContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As services of a real systemd. */
class SystemdSandboxTest extends SandboxContract {
    @TempDir
    static Path shared;

    private static PrivateSystemd systemd;

    @BeforeAll
    static void startSystemd() {
        systemd = PrivateSystemd.start(List.of(shared), With.HOST_NETWORK);
    }

    @AfterAll
    static void stopSystemd() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Override
    protected Sandbox open(HostDirectories directories, Bounds bounds) {
        return SystemdSandbox.system(directories, bounds, Map.of()).behind(systemd.prefix());
    }

    @Override
    protected Path directory() throws Exception {
        return Files.createTempDirectory(shared, "case");
    }

    @AfterEach
    void leavesNoUnit() {
        assertThat(systemd.run("systemctl", "list-units", "--all", "--plain", "--no-legend", "pimainteno-verify-*"))
                .isEmpty();
    }

    @Test
    void servesInDirectoriesWhoseNamesAreStrange() throws Exception {
        Path tree = Files.createDirectories(directory().resolve("a b: c's \"$d\" %n\\e/tree"));
        Sandbox sandbox = open(HostDirectories.of(Map.of(), List.of()), Bounds.standard());

        ProcessResult result = sandbox.run(
                ProcessRequest.of(Command.of("sh", "-c", "pwd >here"), tree)
                        .environment(Map.of("PATH", "/usr/bin:/bin"))
                        .build(),
                Allowance.none());

        assertThat(result.succeeded()).as(result.output() + result.errors()).isTrue();
        assertThat(tree.resolve("here")).hasContent(tree.toString());
    }
}
