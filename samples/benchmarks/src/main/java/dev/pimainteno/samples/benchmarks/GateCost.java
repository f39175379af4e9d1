package dev.pimainteno.samples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.gate.Candidate;
import dev.pimainteno.gate.Gate;
import dev.pimainteno.gate.PolicyGate;
import dev.pimainteno.gate.SecretsGate;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.gate.WeakenedTestsGate;
import dev.pimainteno.gate.Workspace;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the gates that neither run a command nor ask a model cost for one change, in a tree of 1,000 files. Each file has 300 lines, and every other
 * is one of tests; a change edits four lines of each of its files.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GateCost {
    private static final int FILES = 1_000;
    private static final Workspace NOWHERE = new Workspace() {
        @Override
        public Path layOutBase() {
            throw new IllegalStateException("no gate here runs anything");
        }

        @Override
        public Path layOutChange() {
            throw new IllegalStateException("no gate here runs anything");
        }

        @Override
        public Path layOut(Edits edits) {
            throw new IllegalStateException("no gate here runs anything");
        }

        @Override
        public List<Path> borrowed() {
            return List.of();
        }
    };

    /** How many files a change touches; ten is the standard limit. */
    @Param({"1", "3", "10"})
    public int touched;

    private final PolicyGate policy = new PolicyGate();
    private final SecretsGate secrets = new SecretsGate();
    private final WeakenedTestsGate tests = new WeakenedTestsGate();
    private Candidate candidate;

    @Setup
    public void makeChange() {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < FILES; i++) {
            files.put(path(i), text(i).getBytes(UTF_8));
        }
        FileTree base = FileTree.of(files);
        List<FileEdit> edits = new ArrayList<>();
        for (int i = 0; i < touched; i++) {
            String changed =
                    text(i).replace("// line 10\n", "// line ten\n").replace("// line 20\n", "// line twenty\n");
            edits.add(FileEdit.modify(path(i), FileMode.REGULAR, changed.getBytes(UTF_8)));
        }
        Project project =
                Project.builder(ProjectId.of("shop"), Path.of("/srv/shop")).build();
        Edits all = new Edits(edits);
        candidate = new Candidate(project, new RunId("20260301-120000-000001"), base, all, all.applyTo(base), NOWHERE);
        for (Gate gate : List.of(policy, secrets, tests)) {
            try {
                if (!(gate.check(candidate) instanceof Verdict.Pass)) {
                    throw new IllegalStateException("the change is to pass");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this", e);
            }
        }
    }

    @Benchmark
    public Verdict policy() {
        return policy.check(candidate);
    }

    @Benchmark
    public Verdict secrets() {
        return secrets.check(candidate);
    }

    @Benchmark
    public Verdict tests() {
        return tests.check(candidate);
    }

    @Benchmark
    public List<Verdict> all() {
        return List.of(policy.check(candidate), secrets.check(candidate), tests.check(candidate));
    }

    private static String path(int number) {
        return number % 2 == 0
                ? "src/main/java/shop/C" + number + ".java"
                : "src/test/java/shop/C" + number + "Test.java";
    }

    private static String text(int number) {
        StringBuilder text = new StringBuilder("class C" + number + " {\n");
        for (int i = 0; i < 60; i++) {
            text.append("    @Test\n    void does")
                    .append(i)
                    .append("() { // line ")
                    .append(i)
                    .append('\n');
            text.append("        assertEquals(")
                    .append(i)
                    .append(", of(\"a\", ")
                    .append(i)
                    .append("));\n    }\n\n");
        }
        return text.append("}\n").toString();
    }
}
