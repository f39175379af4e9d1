package dev.pimainteno.jdbc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another Java process that runs a test's program, alone or in a mount namespace of its own. */
final class ChildJvm {
    private final List<String> prefix = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Class<?> program;
    private final List<String> arguments;

    private ChildJvm(Class<?> program, Object... arguments) {
        this.program = program;
        this.arguments = Arrays.stream(arguments).map(Object::toString).toList();
    }

    static ChildJvm running(Class<?> program, Object... arguments) {
        return new ChildJvm(program, arguments);
    }

    ChildJvm option(String option) {
        options.add(option);
        return this;
    }

    /** Runs a shell script first, such as {@code mount}, in a mount namespace that ends with the process. */
    ChildJvm mounting(String script) {
        String inside = script + " && exec \"$0\" \"$@\"";
        prefix.addAll(List.of("unshare", "--mount", "--map-root-user", "/bin/sh", "-c", inside));
        return this;
    }

    /** Starts it; what it says on standard error stands among what it prints. */
    Process start() throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED"); // Or Java says a word about it, among what is expected.
        }
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        return builder.start();
    }

    /** Runs it to its end. */
    Outcome run() throws Exception {
        Process process = start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    record Outcome(int exitCode, String output) {}
}
