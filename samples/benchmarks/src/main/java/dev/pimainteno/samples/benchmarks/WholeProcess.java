package dev.pimainteno.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command as a process of its own, timed from its start to its end. For one thread at a time. */
final class WholeProcess {
    private static final String PEAK = "VmHWM:";
    private static final int LOOK_EVERY_MILLIS = 2;

    private final String name;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> command;
    private final List<Double> millis = new ArrayList<>();
    private long peakKibibytes;

    WholeProcess(String name, Path directory, Map<String, String> environment, String... command) {
        this.name = name;
        this.directory = directory;
        this.environment = environment;
        this.command = List.of(command);
    }

    String name() {
        return name;
    }

    /** Runs it once, and counts the time. */
    void time() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = start();
        int exitCode = process.waitFor();
        millis.add((System.nanoTime() - begin) / 1e6);
        require(exitCode);
    }

    /** Runs it once without counting the time, and looks all the while how much memory it has had at most. */
    void weigh() throws IOException, InterruptedException {
        Process process = start();
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        do {
            peakKibibytes = Math.max(peakKibibytes, peak(status));
        } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        require(process.exitValue());
    }

    /** Runs it once and returns what it wrote. */
    String output() throws IOException, InterruptedException {
        Process process = builder().redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        require(process.waitFor());
        return output;
    }

    double min() {
        return millis.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double median() {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the most memory that the process had resident, without its children. */
    double peakMebibytes() {
        return peakKibibytes / 1024.0;
    }

    private Process start() throws IOException {
        return builder()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private void require(int exitCode) {
        if (exitCode != 0) {
            throw new IllegalStateException(command + " in " + directory + " ended with " + exitCode);
        }
    }

    /** The kernel keeps the highest mark itself, so that only what comes after the last look is missed. */
    private static long peak(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // It has ended.
        }
    }
}
