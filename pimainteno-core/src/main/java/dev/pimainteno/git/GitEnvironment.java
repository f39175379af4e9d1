package dev.pimainteno.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit takes from the machine, for the whole process. JGit keeps this in one static place, so a program decides it
 * once, at its start; a host that uses JGit itself may prefer to leave it alone, and nothing here needs it.
 */
public final class GitEnvironment {

    private GitEnvironment() {}

    /**
     * Lets JGit keep its own settings under {@code stateDirectory} instead of under the user's home; spares it the seconds
     * that it would spend on measuring a file system's clock, with files of its own in somebody's repository; leaves the
     * machine-wide configuration out, which takes a child process to find; and leaves out of the user's configuration what
     * would start programs.
     */
    public static void isolate(Path stateDirectory) {
        SystemReader.setInstance(new IsolatedReader(SystemReader.getInstance(), stateDirectory.resolve("xdg")));
    }

    /**
     * Returns the {@code git} of this machine; nothing if there is none. Needed for one thing: to receive what is pushed
     * to a remote on this machine, so that the remote's hooks are heard.
     */
    public static Optional<Path> program() {
        return Stream.of("/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static final class IsolatedReader extends SystemReader.Delegate {
        private final SystemReader machine;
        private final Path xdgConfigHome;

        IsolatedReader(SystemReader machine, Path xdgConfigHome) {
            super(machine);
            this.machine = machine;
            this.xdgConfigHome = xdgConfigHome;
        }

        @Override
        public @Nullable String getenv(String variable) {
            if (variable.equals(Constants.XDG_CONFIG_HOME)) {
                return xdgConfigHome.toString();
            }
            // A caller's GIT_DIR and its like must never redirect work on somebody's repository.
            return variable.startsWith("GIT_") ? null : machine.getenv(variable);
        }

        @Override
        public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
            return new EmptyConfig(parent, fs);
        }

        /** The machine's own reader would look for the directory in its environment, not in this one's. */
        @Override
        public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
            return new FileBasedConfig(
                    parent, xdgConfigHome.resolve("jgit").resolve("config").toFile(), fs);
        }

        @Override
        public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
            return new HarmlessConfig(parent, new File(fs.userHome(), ".gitconfig"), fs);
        }
    }

    /** A configuration that is always empty and never looked for. */
    private static final class EmptyConfig extends FileBasedConfig {
        EmptyConfig(@Nullable Config parent, FS fs) {
            super(parent, new File("/nonexistent/gitconfig"), fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }

    /** The user's configuration without the sections whose values are commands, and with what JGit would measure. */
    private static final class HarmlessConfig extends FileBasedConfig {
        /** The coarsest clock there is, that of FAT: what was written within it is read again rather than trusted. */
        private static final Duration CLOCK = FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION;

        HarmlessConfig(@Nullable Config parent, File file, FS fs) {
            super(parent, file, fs);
        }

        @Override
        public void load() throws IOException, ConfigInvalidException {
            super.load();
            for (String name : getSubsections("filter")) {
                unsetSection("filter", name);
            }
            unset("core", null, "hooksPath");
            unset("core", null, "fsmonitor");
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long missing, TimeUnit unit) {
            boolean clock = section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    && name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION);
            return clock ? unit.convert(CLOCK) : super.getTimeUnit(section, subsection, name, missing, unit);
        }
    }
}
