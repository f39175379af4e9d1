package dev.pimainteno.cli.demo;

import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.git.GitEnvironment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Shows the whole pipeline at work on a small project that is made for it: a bug, a failing test, a reply, the gates, a
 * commit and a push. The model's replies are a recording; everything else is real. Needs no network, no model and no
 * configuration. Exits with 0 only if what was reported is what is on the disk afterwards.
 */
@Command(
        name = "demo",
        description = {
            "Shows a whole run on a small project with a bug, made for it.",
            "The model's replies are a recording; everything else is real."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where to make the project: absent or empty. Default: a new temporary directory.")
    private @Nullable Path directory;

    public DemoCommand() {
        this(System.getenv());
    }

    /**
     * @param environment the variables of the host
     */
    DemoCommand(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
        this.environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Path place = place();
            GitEnvironment.isolate(place.resolve("state"));
            Screen screen = new Screen(
                    spec.commandLine().getOut(),
                    spec.commandLine().getColorScheme().ansi());
            boolean proven = new Demo(place, environment, screen).play();
            return proven ? ExitCode.OK : failed("not everything happened as it should; see NO above");
        } catch (PimaintenoException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(e.toString()); // the message alone may be no more than a path
        }
    }

    private Path place() throws IOException {
        if (directory == null) {
            return Files.createTempDirectory("pimainteno-demo-").toRealPath();
        }
        if (Files.exists(directory) && !isEmptyDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "--directory must be absent or empty, and '" + directory + "' is neither");
        }
        return Files.createDirectories(directory).toRealPath();
    }

    private static boolean isEmptyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
            return !content.iterator().hasNext();
        }
    }

    private int failed(String reason) {
        spec.commandLine().getErr().println("The demo failed: " + reason);
        return ExitCode.SOFTWARE;
    }
}
