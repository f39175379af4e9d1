package dev.pimainteno.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What it costs to start the command: whole processes, with and without the archive of classes, beside a Java program
 * that does nothing and a loop of {@code git rev-parse HEAD}. Prints a table in Markdown. Uses the Java that it runs on.
 */
public final class ColdStart {
    private static final String LOOP = "for p in p*/; do git -C \"$p\" rev-parse HEAD; done";

    private final int runs;
    private final Path directory;
    private final List<WholeProcess> processes = new ArrayList<>();

    private ColdStart(int runs, Path directory) {
        this.runs = runs;
        this.directory = directory;
    }

    /** Takes the number of counted runs, 11 if it is not given, and of projects, 1,000 if it is not given. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
        int projects = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Path directory = Files.createTempDirectory("pimainteno-cold-start").toRealPath();
        try {
            new ColdStart(runs, directory).measure(projects);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void measure(int number) throws IOException, InterruptedException {
        Path installation = Path.of("pimainteno-cli/target/pimainteno").toRealPath();
        Path archived = copy(installation, "archived");
        new WholeProcess("archive", directory, java(), archived + "/bin/pimainteno-archive").output();
        Path plain = copy(installation, "plain");
        ManyProjects projects = ManyProjects.create(Files.createDirectory(directory.resolve("projects")), number);
        String firstRun = new WholeProcess(
                        "first", projects.directory(), java(), archived + "/bin/pimainteno", "--one-shot")
                .output();
        int calls = projects.modelCalls();

        processes.add(hello());
        for (Map.Entry<String, Path> entry : Map.of("", archived, ", no archive", plain).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            String program = entry.getValue() + "/bin/pimainteno";
            processes.add(new WholeProcess("`--version`" + entry.getKey(), directory, java(), program, "--version"));
            processes.add(new WholeProcess("`--help`" + entry.getKey(), directory, java(), program, "--help"));
            processes.add(new WholeProcess(
                    "`--one-shot`, " + number + " unchanged" + entry.getKey(),
                    projects.directory(),
                    java(),
                    program,
                    "--one-shot"));
        }
        processes.add(new WholeProcess("loop of `git rev-parse`", projects.directory(), Map.of(), "sh", "-c", LOOP));
        repeat();
        if (projects.modelCalls() != calls) {
            throw new IllegalStateException("projects were not unchanged; the first run said: " + firstRun);
        }
        print(number);
    }

    /** In turn, so that a machine that becomes slower does so for all of them. */
    private void repeat() throws IOException, InterruptedException {
        for (WholeProcess process : processes) {
            process.weigh();
        }
        for (int i = 0; i < runs; i++) {
            for (WholeProcess process : processes) {
                process.time();
            }
        }
    }

    private WholeProcess hello() {
        return new WholeProcess(
                "hello world",
                directory,
                Map.of(),
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xms64m",
                "-Xmx256m",
                "-cp",
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
                HelloWorld.class.getName());
    }

    private static Map<String, String> java() {
        Map<String, String> environment = new TreeMap<>(ManyProjects.ENVIRONMENT);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PIMAINTENO_JAVA_OPTS", "");
        return environment;
    }

    private Path copy(Path installation, String name) throws IOException {
        Path copy = directory.resolve(name);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(installation)) {
            files = walk.filter(file -> !file.toString().matches(".*[.](jsa|aot)"))
                    .toList();
        }
        for (Path file : files) {
            Files.copy(file, copy.resolve(installation.relativize(file)));
        }
        return copy;
    }

    private void print(int number) {
        WholeProcess hello = processes.get(0);
        WholeProcess loop = processes.get(processes.size() - 1);
        System.out.println(
                "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + runs
                        + " runs of each in turn, " + number + " projects, 0 model calls");
        System.out.println();
        System.out.println("| whole process | min ms | median ms | beside hello world | beside the loop | peak MiB |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (WholeProcess process : processes) {
            System.out.printf(
                    "| %s | %.0f | %.0f | %.1f | %.2f | %.0f |%n",
                    process.name(),
                    process.min(),
                    process.median(),
                    process.median() / hello.median(),
                    process.median() / loop.median(),
                    process.peakMebibytes());
        }
    }
}
