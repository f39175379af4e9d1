package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void deletesWhatOthersHaveLeftElsewhere() throws IOException {
        try (WorkTreeLock first = WorkTreeLock.firstFree(directory);
                WorkTreeLock second = WorkTreeLock.firstFree(directory);
                WorkTreeLock third = WorkTreeLock.firstFree(directory)) {
            for (WorkTreeLock lock : List.of(first, second, third)) {
                Files.createDirectories(lock.directory().resolve("target"));
            }
        }

        try (WorkTreeLock next = WorkTreeLock.firstFree(directory)) {
            assertThat(next.directory().resolve("target")).isDirectory();
            assertThat(directory.resolve("tree-2")).doesNotExist();
            assertThat(directory.resolve("tree-3")).doesNotExist();
        }
    }

    @Test
    void leavesWhatSomebodyHas() throws IOException {
        WorkTreeLock first = WorkTreeLock.firstFree(directory);
        try (WorkTreeLock second = WorkTreeLock.firstFree(directory)) {
            Files.createDirectories(second.directory().resolve("target"));
            first.close();

            try (WorkTreeLock next = WorkTreeLock.firstFree(directory)) {
                assertThat(next.directory()).isEqualTo(directory.resolve("tree"));
                assertThat(second.directory().resolve("target")).isDirectory();
            }
        }
    }
}
