package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.LeftBehind;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.HostDirectories;
import dev.pimainteno.sandbox.LimitingPrefix;
import dev.pimainteno.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/**
 * A command that does nothing, in each sandbox that core has and in none: what enclosing costs for each verify command. A home with
 * three caches, which are layered. Needs {@code bwrap}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SandboxOverhead {
    @Param({"runner", "none", "bubblewrap", "bubblewrap without layers"})
    private String kind = "";

    private Path directory = Path.of("");
    private Sandbox sandbox = Sandbox.none(Bounds.standard());
    private ProcessRequest request = request(directory);

    @Setup(Level.Trial)
    public void makeHome() throws IOException {
        directory = Files.createTempDirectory("pimainteno-benchmark");
        Path home = Files.createDirectories(directory.resolve("home"));
        for (String cache : new String[] {".m2", ".npm", ".cargo"}) {
            Files.createDirectories(home.resolve(cache));
        }
        Path tree = Files.createDirectories(directory.resolve("state/tree"));
        HostDirectories host = HostDirectories.of(Map.of("HOME", home.toString()), List.of(directory.resolve("state")));
        List<Sandbox> bubblewraps = Sandbox.bubblewrap(host, Bounds.standard(), LimitingPrefix.none());
        switch (kind) {
            case "bubblewrap" -> sandbox = bubblewraps.get(0);
            case "bubblewrap without layers" -> sandbox = bubblewraps.get(1);
            default -> sandbox = Sandbox.none(Bounds.standard());
        }
        request = request(tree);
    }

    @TearDown(Level.Trial)
    public void removeHome() throws IOException {
        new LeftBehind(directory).delete();
    }

    @Benchmark
    public ProcessResult command() throws InterruptedException {
        ProcessResult result =
                kind.equals("runner") ? ProcessRunner.create().run(request) : sandbox.run(request, Allowance.none());
        if (!result.succeeded()) {
            throw new IllegalStateException(result.output() + result.errors());
        }
        return result;
    }

    private static ProcessRequest request(Path tree) {
        return ProcessRequest.of(Command.of("true"), tree)
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .build();
    }
}
