package dev.pimainteno.testing;

import dev.pimainteno.journal.Watermarks;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatermarksTest extends WatermarksContract {
    @TempDir
    Path directory;

    @Override
    protected Watermarks open() {
        return Watermarks.inDirectory(directory.resolve("watermarks"));
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
