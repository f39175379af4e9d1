package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.rocksdb.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where RocksDB's native library does not load, or not at once. */
@Timeout(60)
class NativeLibraryTest {
    @TempDir
    Path temporary;

    private Path state;
    private Path tmp;

    @BeforeEach
    void makeDirectories() throws IOException {
        state = Files.createDirectory(temporary.resolve("state"));
        tmp = Files.createDirectory(temporary.resolve("tmp"));
    }

    @Test
    void leavesNoLibraryInTheTemporaryDirectory() throws Exception {
        Outcome outcome = child(Opener.class).run();

        assertThat(outcome).isEqualTo(new Outcome(0, "rocksdb kept 1\n"));
        assertThat(libraries(tmp)).isZero();
    }

    @Test
    void keepsEntriesInFilesOnAnotherKindOfMachineAndSaysSo() throws Exception {
        // What Java says of itself on a Raspberry Pi with a 32-bit system.
        Outcome outcome = child(Opener.class).option("-Dos.arch=arm").run();

        assertThat(outcome.output())
                .contains("WARN")
                .containsOnlyOnce("Cannot load RocksDB's native library: there is none for 32-bit ARM")
                .contains("kept in files, in " + state.resolve("files"))
                .doesNotContain("\tat ")
                .endsWith("files kept 1\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void calls32BitArmUnsupported() throws Exception {
        Outcome outcome = child(StrictOpener.class).option("-Dos.arch=arm").run();

        assertThat(outcome).isEqualTo(new Outcome(0, "UNSUPPORTED, retryable: false\n"));
    }

    @Test
    void usesItsOwnDirectoryWhereNothingInTheTemporaryOneMayBeExecuted() throws Exception {
        Mounts.require();

        Outcome outcome = child(Opener.class)
                .mounting("mount -t tmpfs -o noexec tmpfs " + tmp)
                .run();

        assertThat(outcome).isEqualTo(new Outcome(0, "rocksdb kept 1\n"));
        assertThat(libraries(state)).isZero();
    }

    @Test
    void keepsEntriesInFilesWhereNothingMayBeExecutedAnywhere() throws Exception {
        Mounts.require();

        Outcome outcome = child(Opener.class)
                .mounting("mount -t tmpfs -o noexec tmpfs " + temporary + " && mkdir " + state + " " + tmp)
                .run();

        assertThat(outcome.output())
                .contains("WARN")
                .contains("not mounted noexec")
                .contains("ROCKSDB_SHAREDLIB_DIR")
                .endsWith("files kept 1\n");
        assertThat(outcome.exitCode()).isZero();
    }

    private ChildJvm child(Class<?> program) {
        return ChildJvm.running(program, state).option("-Djava.io.tmpdir=" + tmp);
    }

    private static long libraries(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().contains("lib"))
                    .count();
        }
    }

    /** Opens a cache twice and says what kind it is. */
    static final class Opener {
        private static final CacheKey KEY = new CacheKey("native", "one");

        private Opener() {}

        public static void main(String[] args) {
            try (StoredCache cache = open(Path.of(args[0]))) {
                cache.put(KEY, new byte[] {1});
                System.out.println(
                        cache.usage().store() + " kept " + cache.get(KEY).orElseThrow().length);
            }
        }

        private static StoredCache open(Path state) {
            return RocksDbCache.openOrFiles(state.resolve("rocksdb"), state.resolve("files"), 1 << 20);
        }
    }

    /** Says why a cache cannot be opened. */
    static final class StrictOpener {
        private StrictOpener() {}

        public static void main(String[] args) {
            try (StoredCache cache = RocksDbCache.open(Path.of(args[0]), 1 << 20)) {
                System.out.println("opened " + cache.usage());
            } catch (CacheException e) {
                System.out.println(e.reason() + ", retryable: " + e.isRetryable());
            }
        }
    }
}
