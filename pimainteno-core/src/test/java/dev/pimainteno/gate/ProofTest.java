package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Protection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a change must prove besides that the commands succeed: presets, reports, and the tests as they were. */
@Timeout(120)
class ProofTest {
    private static final Map<String, String> HOST = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");
    private static final String TEST =
            "#!/bin/sh\ntest_adds() { [ \"$(sh add.sh 2 2)\" = 4 ] || exit 1; }\ntest_adds\n";

    @TempDir
    Path root;

    private final OpenSandbox sandbox = new OpenSandbox("test");
    private final Map<String, String> base = new TreeMap<>();
    private Project.Builder project = Project.builder(ProjectId.of("shop"), Path.of("/srv/shop"));

    @Test
    void findsTheCommandsOfAPresetInTheUnchangedTree() throws InterruptedException {
        base.put("Makefile", "check:\n\tgrep -q 1 a.txt\n");
        base.put("a.txt", "1\n");
        project.verify(VerifyPreset.MAKE);

        Verdict verdict = check(modify("Makefile", "check:\n\tgrep -q 1 a.txt\ntest:\n\tfalse\n"));

        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        assertThat(verdict.evidence())
                .contains(
                        "`make check` succeeds before and after the change",
                        "the preset \"make\" is `make check`, from Makefile");
    }

    @Test
    void saysNothingWhereThePresetDoesNotFit() throws InterruptedException {
        base.put("a.txt", "1\n");

        project.verify(VerifyPreset.MAVEN);
        assertThat(check(modify("a.txt", "2\n"))).isInstanceOf(Verdict.Unknown.class);
        project.verify(VerifyPreset.AUTO);
        assertThat(check(modify("a.txt", "2\n"))).isInstanceOf(Verdict.Unknown.class);
        assertThat(sandbox.allowances).isEmpty();
    }

    @Test
    void opensTheNetworkForAProjectThatSaysSo() throws InterruptedException {
        base.put("a.txt", "1\n");
        project.verify(Command.of("true"));

        check(modify("a.txt", "2\n"));
        assertThat(sandbox.allowances).containsOnly(new Allowance(false, List.of(Path.of("/objects"))));
        sandbox.allowances.clear();
        project.verifyNetwork(true);
        check(modify("a.txt", "2\n"));
        assertThat(sandbox.allowances).containsOnly(new Allowance(true, List.of(Path.of("/objects"))));
    }

    @Test
    void saysThatThereWasNoSandbox() throws InterruptedException {
        base.put("a.txt", "1\n");
        project.verify(Command.of("true"));
        VerifyGate gate = new VerifyGate(new OpenSandbox(Protection.NONE), HOST, false);

        Verdict verdict = gate.check(candidate(modify("a.txt", "2\n")));

        assertThat(verdict.evidence()).endsWith("the verify commands ran without a sandbox of the host");
    }

    @Test
    void isReservedAboutTestsThatAReportNoLongerNames() throws InterruptedException {
        base.put("report.xml", "<testsuite><testcase name='a'/><testcase name='b'/></testsuite>");
        project.verify(Command.of("cp", "report.xml", "junit.xml"));

        Verdict verdict = check(modify("report.xml", "<testsuite><testcase name='a'/></testsuite>"));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Pass.class,
                        pass -> assertThat(pass.reservations()).containsExactly("1 test gone that ran before: b"));
    }

    @Test
    void takesNoReportOfTheRunBeforeForOneOfThisRun() throws InterruptedException {
        base.put("report.xml", "<testsuite><testcase name='a'/></testsuite>");
        base.put("a.txt", "1\n");
        project.verify(sh("grep -q 2 a.txt || cp report.xml junit.xml"));

        Verdict verdict = check(modify("a.txt", "2\n"));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Pass.class,
                        pass -> assertThat(pass.reservations()).hasSize(1));
    }

    @Test
    void failsNewErrorsOfAnAnalysis() throws InterruptedException {
        String error = "{'ruleId':'S1','level':'error','message':{'text':'leak'}}".replace('\'', '"');
        base.put("report.json", "{\"runs\":[{\"results\":[]}]}");
        project.verify(Command.of("cp", "report.json", "analysis.sarif"));

        Verdict verdict = check(modify("report.json", "{\"runs\":[{\"results\":[" + error + "]}]}"));

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence()).singleElement().asString().contains("1 new finding", "leak");
    }

    @Test
    void tellsTheTestsThatFailBeforeTheOutput() throws InterruptedException {
        base.put("report.xml", "<testsuite><testcase name='a'/></testsuite>");
        project.verify(sh("cp report.xml junit.xml; echo built; ! grep -q failure junit.xml"));

        Verdict verdict = check(
                modify(
                        "report.xml",
                        "<testsuite><testcase name='a'><failure message='4 is not 5'>at line 7</failure></testcase></testsuite>"));

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence())
                .containsSequence("The test a fails:", "  4 is not 5", "  at line 7", "Of its output:", "built");
    }

    @Test
    void isReservedAboutAChangeThatNeedsItsOwnExpectations() throws InterruptedException {
        sums();

        Verdict verdict = check(
                modify("add.sh", "echo $(($1 + $2 + 1))\n"), modify("test/add_test.sh", TEST.replace("= 4", "= 5")));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Pass.class,
                        pass -> assertThat(pass.reservations())
                                .singleElement()
                                .asString()
                                .startsWith(
                                        "the change needs its own changed expectations: with the tests as they were, `"));
    }

    @Test
    void hasNothingAgainstMoreTestsOfMoreCode() throws InterruptedException {
        sums();

        Verdict verdict = check(
                modify("add.sh", "# adds\necho $(($1 + $2))\n"),
                modify("test/add_test.sh", TEST + "[ \"$(sh add.sh 0 0)\" = 0 ]\n"));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Pass.class,
                        pass -> assertThat(pass.reservations()).isEmpty());
        assertThat(verdict.evidence()).contains("the tests as they were succeed with the new code, too");
    }

    @Test
    void runsNothingAThirdTimeForAChangeOfTestsOrOfCodeAlone() throws InterruptedException {
        sums();

        check(modify("add.sh", "# adds\necho $(($1 + $2))\n"));
        check(modify("test/add_test.sh", TEST + "\n"));
        check(modify("test/add_test.sh", TEST + "\n"), FileEdit.create("NEWS.md", FileMode.REGULAR, new byte[0]));

        assertThat(sandbox.allowances).hasSize(6);
    }

    @Test
    void isReservedAboutAFlippedExpectationThatTurnsRedToGreen() throws InterruptedException {
        sums();
        base.put("add.sh", "echo $(($1 - $2))\n");

        Verdict verdict = check(modify("test/add_test.sh", TEST.replace("= 4", "= 0")));

        assertThat(reservations(verdict))
                .containsExactly(
                        "the change turns red to green, and what it does to tests may be why: test/add_test.sh");
        assertThat(sandbox.allowances).hasSize(2);
    }

    @Test
    void isReservedAboutCodeThatIsGreenOnlyWithItsOwnExpectations() throws InterruptedException {
        sums();
        base.put("add.sh", "echo $(($1 - $2))\n");

        Verdict verdict = check(
                modify("add.sh", "# subtracts\necho $(($1 - $2))\n"),
                modify("test/add_test.sh", TEST.replace("= 4", "= 0")));

        assertThat(reservations(verdict))
                .singleElement()
                .asString()
                .startsWith("the change needs its own changed expectations: with the tests as they were, `");
    }

    @Test
    void hasNothingAgainstCodeThatTurnsRedToGreenWithTheOldTestsToo() throws InterruptedException {
        sums();
        base.put("add.sh", "echo $(($1 - $2))\n");

        Verdict verdict = check(
                modify("add.sh", "echo $(($1 + $2))\n"),
                modify("test/add_test.sh", TEST + "[ \"$(sh add.sh 0 0)\" = 0 ]\n"));

        assertThat(reservations(verdict)).isEmpty();
        assertThat(verdict.evidence())
                .containsExactly(
                        "the change turned red to green: `sh test/add_test.sh`",
                        "the tests as they were succeed with the new code, too");
    }

    @Test
    void isReservedAboutTestsThatARunThatBecameGreenNoLongerNames() throws InterruptedException {
        base.put(
                "report.xml",
                "<testsuite name='s'><testcase name='a'/><testcase name='b'><failure/></testcase></testsuite>");
        project.verify(sh("cp report.xml junit.xml; ! grep -q failure junit.xml"));

        assertThat(reservations(check(modify("report.xml", "<testsuite name='s'><testcase name='a'/></testsuite>"))))
                .containsExactly("1 test gone that ran before: s.b");
        assertThat(
                        reservations(
                                check(
                                        modify(
                                                "report.xml",
                                                "<testsuite name='s'><testcase name='a'/><testcase name='b'><skipped/></testcase></testsuite>"))))
                .containsExactly("1 test skipped now, failed before: s.b");
    }

    @Test
    void isReservedAboutErrorsThatARunThatWasRedMayNotHaveLookedFor() throws InterruptedException {
        base.put("a.txt", "1\n");
        base.put(
                "report.json",
                "{'runs':[{'results':[{'ruleId':'S1','level':'error','message':{'text':'leak'}}]}]}"
                        .replace('\'', '"'));
        project.verify(Command.of("grep", "-q", "2", "a.txt"), Command.of("cp", "report.json", "analysis.sarif"));

        assertThat(reservations(check(modify("a.txt", "2\n"))))
                .singleElement()
                .asString()
                .startsWith("1 finding of the level error, new or not looked for before: ")
                .contains("leak");
    }

    @Test
    void isReservedAboutRecordedOutputThatChangesTogetherWithTheCode() throws InterruptedException {
        base.put("add.sh", "echo $(($1 + $2))\n");
        base.put("testdata/sum.golden", "4\n");
        project.verify(sh("[ \"$(sh add.sh 2 2)\" = \"$(cat testdata/sum.golden)\" ]"));

        Verdict verdict = check(modify("add.sh", "echo $(($1 + $2 + 1))\n"), modify("testdata/sum.golden", "5\n"));

        assertThat(reservations(verdict))
                .singleElement()
                .asString()
                .startsWith("the change needs its own changed expectations");
    }

    private void sums() {
        base.put("add.sh", "echo $(($1 + $2))\n");
        base.put("test/add_test.sh", TEST);
        project.verify(Command.of("sh", "test/add_test.sh"));
    }

    private static List<String> reservations(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        return ((Verdict.Pass) verdict).reservations();
    }

    private static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }

    private static FileEdit modify(String path, String content) {
        return FileEdit.modify(path, FileMode.REGULAR, content.getBytes(UTF_8));
    }

    private Verdict check(FileEdit... edits) throws InterruptedException {
        return new VerifyGate(sandbox, HOST, false).check(candidate(edits));
    }

    private Candidate candidate(FileEdit... edits) {
        Map<String, byte[]> files = new TreeMap<>();
        base.forEach((path, text) -> files.put(path, text.getBytes(UTF_8)));
        FileTree tree = FileTree.of(files);
        Edits change = new Edits(List.of(edits));
        return new Candidate(
                project.build(),
                new RunId("20260301-120000-000001"),
                tree,
                change,
                change.applyTo(tree),
                new Folder(tree, change));
    }

    /** Lays trees out without a repository; what is not of the tree stays. */
    private final class Folder implements Workspace {
        private final FileTree tree;
        private final Edits change;

        Folder(FileTree tree, Edits change) {
            this.tree = tree;
            this.change = change;
        }

        @Override
        public Path layOutBase() {
            return layOut(tree);
        }

        @Override
        public Path layOutChange() {
            return layOut(change.applyTo(tree));
        }

        @Override
        public Path layOut(Edits edits) {
            return layOut(edits.applyTo(tree));
        }

        @Override
        public List<Path> borrowed() {
            return List.of(Path.of("/objects"));
        }

        private Path layOut(FileTree files) {
            try {
                for (var entry : files.entries()) {
                    Path file = root.resolve(entry.path());
                    Files.createDirectories(file.resolveSibling(""));
                    Files.write(file, files.content(entry.path()));
                }
                return root;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
