package dev.pimainteno.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/**
 * Runs a Java program under strace, and lets the kernel kill it at the n-th call that changes a disk or sends to the
 * database, where nothing of the program runs any more, no handler, no clean-up; or lets that call fail.
 */
final class SystemCallKill {
    private static final List<String> CALLS =
            List.of("rename", "link", "unlink", "mkdir", "fsync", "fdatasync", "pwrite64", "ftruncate", "sendto");
    private static final Pattern LINE = Pattern.compile("(\\d+) +(?:<\\.\\.\\. )?([a-z0-9]+)(?:\\(| resumed>).*");
    private static final long MOST_SECONDS = 120;

    /** One place at which a program can be killed. */
    record Point(String call, int number) {
        @Override
        public String toString() {
            return call + " " + number;
        }
    }

    private SystemCallKill() {}

    static void require() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/strace"));
        if (!there && Boolean.getBoolean("pimainteno.real")) {
            throw new AssertionFailedError("strace is not installed, and it is required");
        }
        if (!there) {
            abort("strace is not installed");
        }
    }

    /** Runs the program to its end and returns every point that it passes. */
    static List<Point> points(Path directory, Class<?> program, Object... arguments) throws Exception {
        Path trace = directory.resolve("trace");
        Process process = start(List.of("-o", trace.toString()), program, arguments);
        finish(process);
        Map<String, Integer> most = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && !line.contains("resumed>")) {
                int count = counts.merge(matcher.group(1) + " " + matcher.group(2), 1, Integer::sum);
                most.merge(matcher.group(2), count, Math::max);
            }
        }
        List<Point> points = new ArrayList<>();
        most.forEach((call, count) -> {
            for (int i = 1; i <= count; i++) {
                points.add(new Point(call, i));
            }
        });
        return points;
    }

    /** Runs the program up to a point, and returns what it has printed until then. */
    static String killAt(Point point, Class<?> program, Object... arguments) throws Exception {
        String inject = "inject=" + point.call() + ":signal=KILL:when=" + point.number();
        return finish(start(List.of("-o", "/dev/null", "-e", inject), program, arguments));
    }

    /** Runs the program to its end, where the call at a point fails once, with an error such as {@code ENOSPC}. */
    static String failAt(Point point, String error, Class<?> program, Object... arguments) throws Exception {
        String inject = "inject=" + point.call() + ":error=" + error + ":when=" + point.number();
        return finish(start(List.of("-o", "/dev/null", "-e", inject), program, arguments));
    }

    private static Process start(List<String> options, Class<?> program, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq"));
        command.addAll(List.of("-e", "trace=" + String.join(",", CALLS)));
        command.addAll(options);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-Xmx256m"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String finish(Process process) throws Exception {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionFailedError("the program did not end: " + output);
        }
        return output;
    }
}
