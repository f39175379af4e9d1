package dev.pimainteno.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.doctor.Diagnosis.Level;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.Sandbox;
import dev.pimainteno.sandbox.SandboxChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCheckTest {
    @TempDir
    Path directory;

    @Test
    void warnsOfCommandsWithoutASandboxAndSaysWhatThatLeavesOpen() throws InterruptedException {
        Diagnosis diagnosis =
                new SandboxCheck(choice(() -> List.of(Sandbox.none(Bounds.standard()))), false, true).examine();

        assertThat(diagnosis.level()).isEqualTo(Level.WARNING);
        assertThat(diagnosis.found()).startsWith("none works here; not protected: the network, ");
        assertThat(diagnosis.remedy()).contains("bubblewrap");
    }

    @Test
    void warnsOfAConfigurationThatAsksForNone() throws InterruptedException {
        Diagnosis diagnosis =
                new SandboxCheck(choice(() -> List.of(Sandbox.none(Bounds.standard()))), true, true).examine();

        assertThat(diagnosis.level()).isEqualTo(Level.WARNING);
        assertThat(diagnosis.remedy()).isEqualTo("set [sandbox] mode = \"auto\"");
    }

    @Test
    void hasNothingAgainstNoneWhereNothingIsVerified() throws InterruptedException {
        assertThat(new SandboxCheck(choice(() -> List.of(Sandbox.none(Bounds.standard()))), false, false)
                        .examine()
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void failsWhereTheOneThatIsAskedForDoesNotWork() throws InterruptedException {
        assertThat(new SandboxCheck(choice(List::of), false, true).examine().level())
                .isEqualTo(Level.FAILURE);
        assertThat(new SandboxCheck(choice(List::of), false, false).examine().level())
                .isEqualTo(Level.WARNING);
    }

    private SandboxChoice choice(Supplier<List<Sandbox>> candidates) {
        return SandboxChoice.of(List.of(candidates), directory.resolve("probe"));
    }
}
