package dev.pimainteno.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One put over an older value and one get, among 256 keys in random order, beside SQLite and plain files. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class CachePutGet {
    private static final int KEYS = 256;
    private static final int VALUES = 16;

    @Param
    public KeyValueStore.Kind store;

    @Param({"1", "20", "200"})
    public int kilobytes;

    private final Random random = new Random(1);
    private final byte[][] values = new byte[VALUES][];
    private Path directory;
    private KeyValueStore opened;

    @Setup(Level.Trial)
    public void fill() throws Exception {
        directory = Files.createTempDirectory("pimainteno-benchmark");
        opened = store.open(directory);
        for (int i = 0; i < VALUES; i++) {
            values[i] = answer(kilobytes * 1_000);
        }
        for (int i = 0; i < KEYS; i++) {
            opened.put("key-" + i, values[i % VALUES]);
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws Exception {
        opened.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public void put() throws Exception {
        opened.put(key(), values[random.nextInt(VALUES)]);
    }

    @Benchmark
    public byte[] get() throws Exception {
        byte[] value = opened.get(key());
        if (value.length != values[0].length) {
            throw new IOException("a value of " + value.length + " bytes");
        }
        return value;
    }

    private String key() {
        return "key-" + random.nextInt(KEYS);
    }

    /** JSON as a model answers it, with next to nothing in it that could be compressed. */
    private byte[] answer(int bytes) {
        StringBuilder json = new StringBuilder("{\"edits\": [");
        while (json.length() < bytes) {
            json.append("{\"path\": \"src/").append(letters(12)).append("\", \"text\": \"");
            json.append(letters(400)).append("\"}, ");
        }
        return json.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }

    private String letters(int count) {
        return random.ints(count, '0', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
