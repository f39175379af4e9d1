package dev.pimainteno.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
            List.of("rename", "link", "unlink", "mkdir", "fsync", "fdatasync", "pwrite64", "ftruncate", "write");
    private static final Pattern LINE = Pattern.compile("(\\d+) +(?:<\\.\\.\\. )?([a-z0-9]+)(?:\\(| resumed>).*");
    private static final String WRITE = "write";
    private static final String WRITE_PAGE = "pwrite64";
    /** How a connection is shown that is written to; what is written to files matters once it is renamed or synchronised. */
    private static final String TO_SERVER = "<TCP";
    /** Stops at no other calls. Not for a kill: strace 6.1 loses every signal but that of a first call with it. */
    private static final String QUICKLY = "--seccomp-bpf";

    private static final int KILLED = 128 + 9;
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

    /**
     * What came of a run that was to be disturbed at a point.
     *
     * @param reached whether it was: a run whose threads took another order may never come to the point
     * @param output what the program has printed
     */
    record Outcome(boolean reached, String output) {}

    /**
     * Runs the program to its end and returns the points that one of its processes or threads passes.
     *
     * @param directory where the trace goes, and the program's temporary files into {@code tmp}
     */
    static List<Point> points(Path directory, Class<?> program, Object... arguments) throws Exception {
        Ended ended = run(directory, List.of(QUICKLY), program, arguments);
        if (ended.isKilled()) {
            throw new AssertionFailedError("a run kills of its own what is to be killed by a point: " + ended);
        }
        List<Matcher> calls = ended.trace().stream()
                .filter(line -> !line.contains("resumed>"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .toList();
        Map<String, Set<Integer>> points = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            String call = calls.get(i).group(2);
            int count = counts.merge(threadAndCall(calls.get(i)), 1, Integer::sum);
            if ((!call.equals(WRITE) || calls.get(i).group().contains(TO_SERVER)) && !isAmongPages(calls, i)) {
                points.computeIfAbsent(call, name -> new TreeSet<>()).add(count);
            }
        }
        return points.entrySet().stream()
                .flatMap(call -> call.getValue().stream().map(number -> new Point(call.getKey(), number)))
                .toList();
    }

    /** Whether a call writes a page of a database between two others: of such a row the first and the last are points. */
    private static boolean isAmongPages(List<Matcher> calls, int index) {
        return calls.get(index).group(2).equals(WRITE_PAGE)
                && index > 0
                && index + 1 < calls.size()
                && threadAndCall(calls.get(index - 1)).equals(threadAndCall(calls.get(index)))
                && threadAndCall(calls.get(index + 1)).equals(threadAndCall(calls.get(index)));
    }

    private static String threadAndCall(Matcher call) {
        return call.group(1) + " " + call.group(2);
    }

    /**
     * Runs the program up to a point, where it is killed, or a process that it has started.
     *
     * @param directory where the trace goes, and the program's temporary files into {@code tmp}
     */
    static Outcome killAt(Path directory, Point point, Class<?> program, Object... arguments) throws Exception {
        String inject = "inject=" + point.call() + ":signal=KILL:when=" + point.number();
        Ended ended = run(directory, List.of("-e", inject), program, arguments);
        return new Outcome(ended.isKilled(), ended.output());
    }

    /**
     * Runs the program to its end, where the call at a point fails once, with an error such as {@code ENOSPC}.
     *
     * @param directory where the trace goes, and the program's temporary files into {@code tmp}
     */
    static Outcome failAt(Path directory, Point point, String error, Class<?> program, Object... arguments)
            throws Exception {
        String inject = "inject=" + point.call() + ":error=" + error + ":when=" + point.number();
        Ended ended = run(directory, List.of(QUICKLY, "-e", inject), program, arguments);
        boolean reached = ended.trace().stream().anyMatch(line -> line.endsWith("(INJECTED)"));
        return new Outcome(reached, ended.output());
    }

    /** How a program under strace has ended, which takes over the program's own ending. */
    private record Ended(int exitCode, String output, List<String> trace) {
        boolean isKilled() {
            return exitCode == KILLED || trace.stream().anyMatch(line -> line.contains("+++ killed by SIGKILL"));
        }
    }

    private static Ended run(Path directory, List<String> options, Class<?> program, Object... arguments)
            throws Exception {
        Path trace = directory.resolve("trace");
        Process process = start(directory, trace, options, program, arguments);
        String output = finish(process);
        return new Ended(process.exitValue(), output, Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
    }

    private static Process start(
            Path directory, Path trace, List<String> options, Class<?> program, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-yy"));
        command.addAll(List.of("-o", trace.toString()));
        command.addAll(List.of("-e", "trace=" + String.join(",", CALLS)));
        command.addAll(options);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-Xmx256m"));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
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
