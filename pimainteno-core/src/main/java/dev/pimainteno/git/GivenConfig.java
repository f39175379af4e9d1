package dev.pimainteno.git;

import java.io.File;
import java.io.IOException;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/** A configuration with the entries that it was given, behind which there is no file. */
final class GivenConfig extends FileBasedConfig {

    GivenConfig(FS fs) {
        super(null, new File("/nonexistent/pimainteno.config"), fs);
    }

    @Override
    public void load() {
        // There is nothing to load.
    }

    @Override
    public boolean isOutdated() {
        return false;
    }

    @Override
    public void save() throws IOException {
        throw new IOException("The configuration of a repository is not written here");
    }
}
