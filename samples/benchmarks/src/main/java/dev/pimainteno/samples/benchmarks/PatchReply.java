package dev.pimainteno.samples.benchmarks;

import java.util.List;
import java.util.Optional;
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
 * From the bytes of one reply to the new contents of the files that it changes, by each engine: the replies of the corpus that
 * all of them understand, one by one; and the whole corpus in turn, which only the first of them understands.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class PatchReply {

    /** The replies and an engine for each of them. */
    @State(Scope.Thread)
    public abstract static class Replies {
        static final String ALL = "all";

        @Param({
            "w0006", "w0010", "w0013", "w0030", "w0039", "w0055", "w0069", "w0101", "w0105", "w0107", "w0125", "w0156",
            "large", ALL
        })
        public String reply;

        private final Patcher.Kind kind;
        private List<PatchCase> cases;
        private List<Patcher> patchers;
        private int next;

        Replies(Patcher.Kind kind) {
            this.kind = kind;
        }

        @Setup(Level.Trial)
        public void open() {
            cases = reply.equals(ALL) ? PatchCase.all() : List.of(PatchCase.withId(reply));
            patchers = cases.stream()
                    .map(patchCase -> kind.open(patchCase.files()))
                    .toList();
        }

        @TearDown(Level.Trial)
        public void close() {
            patchers.forEach(Patcher::close);
        }

        Optional<Patcher.Patched> patch() {
            Optional<Patcher.Patched> patched =
                    patchers.get(next).patch(cases.get(next).reply());
            if (patched.isEmpty() && cases.size() == 1) {
                throw new IllegalStateException(kind + " refuses " + reply);
            }
            next = (next + 1) % cases.size();
            return patched;
        }

        void reset() {
            patchers.get(next).reset();
        }
    }

    /** Pimainteno's engine. */
    public static class Engine extends Replies {
        public Engine() {
            super(Patcher.Kind.PIMAINTENO);
        }
    }

    /** JGit. */
    public static class JGit extends Replies {
        public JGit() {
            super(Patcher.Kind.JGIT);
        }
    }

    /** java-diff-utils. */
    public static class DiffUtils extends Replies {
        public DiffUtils() {
            super(Patcher.Kind.JAVA_DIFF_UTILS);
        }
    }

    /** Git, whose directory is made anew before each reply. */
    public static class Git extends Replies {
        public Git() {
            super(Patcher.Kind.GIT_APPLY);
        }

        @Setup(Level.Invocation)
        public void restore() {
            reset();
        }
    }

    @Benchmark
    public Optional<Patcher.Patched> pimainteno(Engine engine) {
        return engine.patch();
    }

    @Benchmark
    public Optional<Patcher.Patched> jgit(JGit engine) {
        return engine.patch();
    }

    @Benchmark
    public Optional<Patcher.Patched> javaDiffUtils(DiffUtils engine) {
        return engine.patch();
    }

    @Benchmark
    public Optional<Patcher.Patched> gitApply(Git engine) {
        return engine.patch();
    }
}
