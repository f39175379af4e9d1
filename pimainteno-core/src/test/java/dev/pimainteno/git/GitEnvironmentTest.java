package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitEnvironmentTest {
    @TempDir
    Path directory;

    private final SystemReader machine = SystemReader.getInstance();

    @AfterEach
    void backToTheMachine() {
        SystemReader.setInstance(machine);
    }

    @Test
    void keepsMeasurementsUnderTheStateDirectory() throws Exception {
        GitEnvironment.isolate(directory);

        StoredConfig measurements = SystemReader.getInstance().getJGitConfig();
        measurements.setString("filesystem", "here", "timestampResolution", "1 ms");
        measurements.save();

        assertThat(directory.resolve("xdg/jgit/config")).content().contains("timestampResolution = 1 ms");
    }
}
