package dev.pimainteno.git;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
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
    void keepsSettingsUnderTheStateDirectory() throws Exception {
        GitEnvironment.isolate(directory);

        StoredConfig settings = SystemReader.getInstance().getJGitConfig();
        settings.setString("filesystem", "here", "minRacyThreshold", "1 ms");
        settings.save();

        assertThat(directory.resolve("xdg/jgit/config")).content().contains("minRacyThreshold = 1 ms");
    }

    @Test
    void answersForEveryFileSystemWhatJGitWouldOtherwiseMeasure() throws Exception {
        GitEnvironment.isolate(directory);

        StoredConfig config = SystemReader.getInstance().getUserConfig();

        assertThat(config.getTimeUnit("filesystem", "vendor|25|/dev/sda1", "timestampResolution", -1, MILLISECONDS))
                .isEqualTo(2000);
        assertThat(config.getTimeUnit("filesystem", "vendor|25|/dev/sda1", "other", -1, MILLISECONDS))
                .isEqualTo(-1);
    }
}
