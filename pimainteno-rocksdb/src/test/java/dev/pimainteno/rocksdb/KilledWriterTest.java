package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache whose process is killed in the middle of 1,000 puts. */
@Timeout(300)
class KilledWriterTest {
    private static final int PUTS = 1_000;
    private static final int ROUNDS = 6;
    private static final Limits LIMITS = new Limits(256 << 20, Duration.ofDays(90), 0);

    @TempDir
    Path directory;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Random random = new Random(3);
        int[] acknowledged = new int[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged[round] = killAfter(round, 50 + random.nextInt(PUTS - 100));

            try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
                for (int earlier = 0; earlier <= round; earlier++) {
                    for (int i = 0; i < PUTS; i++) {
                        Optional<byte[]> found = cache.get(key(earlier, i));
                        if (i < acknowledged[earlier] || found.isPresent()) {
                            assertThat(found)
                                    .as("put %d of round %d", i, earlier)
                                    .hasValue(value(earlier, i));
                        }
                    }
                }
            }
        }
        assertThat(directory.resolve("damaged")).doesNotExist();
    }

    /** Returns how many puts were acknowledged when the process had died; at least {@code puts}. */
    private int killAfter(int round, int puts) throws Exception {
        Process writer = ChildJvm.running(Writer.class, directory, round).start();
        int acknowledged = 0;
        try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                assertThat(line).isEqualTo("put " + acknowledged);
                acknowledged++;
                if (acknowledged == puts) {
                    writer.toHandle().destroyForcibly(); // Process.destroyForcibly() would close the pipe.
                }
            }
        }
        assertThat(writer.waitFor()).as("killed, not ended").isEqualTo(128 + 9);
        assertThat(acknowledged).isGreaterThanOrEqualTo(puts);
        return acknowledged;
    }

    private static CacheKey key(int round, int number) {
        return new CacheKey("killed", "round-" + round + "-entry-" + number);
    }

    /** Of 100 bytes to 40 KB, so that the write buffer is full now and then. */
    private static byte[] value(int round, int number) {
        Random random = new Random(round * 10_000L + number);
        byte[] value = new byte[100 + random.nextInt(40_000)];
        random.nextBytes(value);
        return value;
    }

    /** Says of each put that it has returned, and waits to be killed when all have. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            int round = Integer.parseInt(args[1]);
            PrintStream out = System.out;
            try (RocksDbCache cache = RocksDbCache.open(Path.of(args[0]), LIMITS)) {
                for (int i = 0; i < PUTS; i++) {
                    cache.put(key(round, i), value(round, i));
                    out.println("put " + i);
                }
                System.in.read();
            }
        }
    }
}
