package dev.pimainteno.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much one command may use, together with all that it starts. Immutable.
 *
 * @param memoryBytes of memory; positive
 * @param cpus how many processors' time; positive, or 0 for all
 * @param tasks how many processes and threads at the same time; positive
 * @param diskBytes by how much its files may grow; positive
 */
public record Bounds(long memoryBytes, int cpus, int tasks, long diskBytes) {
    private static final long UNKNOWN_MEMORY = 4L << 30;
    private static final long LEAST_MEMORY = 512L << 20;

    public Bounds {
        if (memoryBytes < 1 || cpus < 0 || tasks < 1 || diskBytes < 1) {
            throw new IllegalArgumentException("bounds must be positive, not " + memoryBytes + " bytes of memory, "
                    + cpus + " CPUs, " + tasks + " tasks, " + diskBytes + " bytes of disk");
        }
    }

    /** Returns the defaults: three quarters of the machine's memory, all processors, 4,096 tasks, 16 GiB of disk. */
    public static Bounds standard() {
        return new Bounds(Math.max(LEAST_MEMORY, machineMemory() / 4 * 3), 0, 4096, 16L << 30);
    }

    private static long machineMemory() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
            return lines.stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kib -> Long.parseLong(kib) << 10)
                    .findFirst()
                    .orElse(UNKNOWN_MEMORY);
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN_MEMORY; // Not Linux, or not the one that is known.
        }
    }
}
