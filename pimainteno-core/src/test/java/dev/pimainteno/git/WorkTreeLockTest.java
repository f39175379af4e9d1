package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTreeLockTest {
    @TempDir
    Path directory;

    @Test
    void givesTheSameWorkTreeToOneRunAfterAnother() {
        for (int run = 0; run < 3; run++) {
            try (WorkTreeLock lock = WorkTreeLock.firstFree(directory.resolve("shop"))) {
                assertThat(lock.directory()).isEqualTo(directory.resolve("shop/tree"));
            }
        }
    }

    @Test
    void givesAnotherWorkTreeToARunWhosePredecessorHasNotEnded() {
        try (WorkTreeLock paused = WorkTreeLock.firstFree(directory);
                WorkTreeLock successor = WorkTreeLock.firstFree(directory)) {
            assertThat(paused.directory()).isEqualTo(directory.resolve("tree"));
            assertThat(successor.directory()).isEqualTo(directory.resolve("tree-2"));
        }
    }
}
