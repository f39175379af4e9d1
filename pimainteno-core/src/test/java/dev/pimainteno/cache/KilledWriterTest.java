package dev.pimainteno.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache whose process is killed in the middle of its writing. */
@Timeout(120)
class KilledWriterTest {
    private static final int KEYS = 5;
    private static final int VALUE_BYTES = 300_000;
    private static final long MAX_BYTES = 64 << 20;

    @TempDir
    Path directory;

    @Test
    void leavesWholeEntriesOnly() throws Exception {
        for (int round = 0; round < 3; round++) {
            killWhileWriting();

            Cache cache = Cache.inDirectory(directory, MAX_BYTES);
            for (int i = 0; i < KEYS; i++) {
                byte[] value = cache.get(key(i)).orElseThrow();
                assertThat(value).hasSize(VALUE_BYTES).containsOnly(value[0]);
            }
            assertThat(temporaryFiles()).as("at most one for each death").isLessThanOrEqualTo(round + 1);
        }
    }

    private void killWhileWriting() throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("every key was put");
            writer.destroyForcibly();
        }
        writer.waitFor();
    }

    private long temporaryFiles() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(EntryWalk.TEMPORARY_SUFFIX))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CacheKey key(int number) {
        return new CacheKey("killed", "entry-" + number);
    }

    /** Puts values until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            Cache cache = Cache.inDirectory(Path.of(args[0]), MAX_BYTES);
            for (int i = 0; ; i++) {
                byte[] value = new byte[VALUE_BYTES];
                Arrays.fill(value, (byte) i);
                cache.put(key(i % KEYS), value);
                if (i == KEYS) {
                    System.out.println("every key was put");
                }
            }
        }
    }
}
