package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.project.Limits;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyGateTest {
    private static final RunId RUN = new RunId("20260301-120000-000001");
    private static final Workspace NOWHERE = new Workspace() {
        @Override
        public Path layOutBase() {
            throw new AssertionError("the policy gate needs no work tree");
        }

        @Override
        public Path layOutChange() {
            throw new AssertionError("the policy gate needs no work tree");
        }
    };

    private final PolicyGate gate = new PolicyGate();
    private Project project = Project.builder(ProjectId.of("shop"), Path.of("/srv/shop"))
            .protectedPaths(List.of("infra/**", "**/keep.txt"))
            .limits(new Limits(2, 5, 100))
            .build();
    private FileTree base = new ModalFileTree(
            FileTree.of(files(
                    "a.py", "1\n2\n3\n", "run.sh", "x\n", "link", "a.py", "sub", "", "bin", "a\0b", "codex.md", "x\n")),
            Map.of("run.sh", FileMode.EXECUTABLE, "link", FileMode.SYMLINK, "sub", FileMode.GITLINK));

    @Test
    void letsASmallChangeThrough() {
        Verdict verdict = check(modify("a.py", "1\ntwo\n3\n"), create("b.py", "b\n"));

        assertThat(verdict).isEqualTo(Verdict.pass("within the limits: files 2, lines 3, bytes 10"));
    }

    @Test
    void letsAnExecutableFileStayOneOrCeaseToBe() {
        assertThat(check(FileEdit.modify("run.sh", FileMode.EXECUTABLE, bytes("y\n"))))
                .isInstanceOf(Verdict.Pass.class);
        assertThat(check(FileEdit.modify("run.sh", FileMode.REGULAR, bytes("y\n"))))
                .isInstanceOf(Verdict.Pass.class);
        assertThat(check(FileEdit.move("run.sh", "go.sh", FileMode.EXECUTABLE, bytes("x\n"))))
                .isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void refusesAFileThatWouldBecomeExecutable() {
        assertThat(check(FileEdit.modify("a.py", FileMode.EXECUTABLE, bytes("1\n"))))
                .isEqualTo(Verdict.fail(List.of("a.py: would become executable")));
        assertThat(check(FileEdit.create("b.sh", FileMode.EXECUTABLE, bytes("1\n"))))
                .isEqualTo(Verdict.fail(List.of("b.sh: would become executable")));
        assertThat(check(FileEdit.move("a.py", "b.py", FileMode.EXECUTABLE, bytes("1\n"))))
                .isEqualTo(Verdict.fail(List.of("b.py: would become executable")));
    }

    @Test
    void refusesEditsOfLinksAndThroughLinks() {
        assertThat(unapplied(modify("link", "x"))).contains("link: is a SYMLINK, which no change may touch");
        assertThat(unapplied(FileEdit.delete("sub"))).contains("sub: is a GITLINK, which no change may touch");
        assertThat(unapplied(create("link/x", "x"))).contains("link/x: lies below 'link', which is no directory");
        assertThat(unapplied(create("sub/x/y", "x"))).contains("sub/x/y: lies below 'sub', which is no directory");
    }

    @Test
    void refusesEditsThatDoNotFitTheTree() {
        assertThat(unapplied(modify("absent.py", "x"))).contains("absent.py: is not in the tree");
        assertThat(unapplied(create("a.py", "x"))).contains("a.py: exists already");
        assertThat(unapplied(modify("a.py", "x"))).contains("a.py: is not in the changed tree as the edit says");
    }

    @Test
    void refusesBinaryContent() {
        assertThat(check(modify("a.py", "1\0")))
                .isEqualTo(Verdict.fail(List.of("a.py: would hold a NUL byte, as binary files do")));
        assertThat(check(FileEdit.delete("bin")))
                .isEqualTo(Verdict.fail(List.of("bin: is a binary file, which no change may touch")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/workflows/ci.yml",
                ".GitHub/Workflows/CI.YML",
                "sub1/.github/workflows/x",
                ".gitlab-ci.yml",
                ".circleci/config.yml",
                "Jenkinsfile",
                "azure-pipelines.yml",
                ".ci/run",
                ".travis.yml",
                "AGENTS.md",
                "docs/agents.MD",
                "CLAUDE.md",
                "GEMINI.md",
                ".codex/config.toml",
                ".claude/settings.json",
                ".agents/x",
                ".cursor/rules/a.mdc",
                ".cursorrules",
                ".mcp.json",
                ".github/copilot-instructions.md",
                ".githooks/pre-push",
                ".husky/pre-commit",
                ".pre-commit-config.yaml",
                "shop.service",
                "deploy/shop@.timer",
                "shop.socket",
                "shop.service.d/override.conf",
                ".gitattributes",
                "lib/.gitmodules",
                "CODEOWNERS",
                ".envrc",
                "infra/main.tf",
                "INFRA/main.tf",
                "keep.txt",
                "deep/er/keep.txt"
            })
    void refusesProtectedPaths(String path) {
        assertThat(check(create(path, "x\n")))
                .isInstanceOfSatisfying(
                        Verdict.Fail.class,
                        fail -> assertThat(fail.evidence())
                                .singleElement()
                                .asString()
                                .startsWith(path + ": is "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services.py",
                "src/ci/run.py",
                "agents.py",
                "service/a.py",
                ".gitignore",
                "infrastructure/a",
                "codex.md5"
            })
    void letsPathsThroughThatOnlyLookProtected(String path) {
        assertThat(check(create(path, "x\n"))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void refusesAMoveOutOfAProtectedPath() {
        base = FileTree.of(files("AGENTS.md", "x\n"));

        assertThat(check(FileEdit.move("AGENTS.md", "b.md", FileMode.REGULAR, bytes("x\n"))))
                .isInstanceOf(Verdict.Fail.class);
        assertThat(check(FileEdit.delete("AGENTS.md"))).isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void neverProtectsTheSummaryAndCountsIt() {
        project = project.toBuilder().protectedPaths(List.of("**")).build();

        assertThat(check(modify("codex.md", "y\n")))
                .isEqualTo(Verdict.pass("within the limits: files 1, lines 2, bytes 2"));
        assertThat(check(modify("codex.md", "y\n".repeat(9)))).isInstanceOf(Verdict.Fail.class);
        assertThat(check(create("docs/codex.md", "y\n"))).isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void refusesWhatIsOverTheLimits() {
        assertThat(check(create("b", "x\n"), create("c", "x\n"), create("d", "x\n")))
                .isEqualTo(Verdict.fail(List.of("the change touches 3 files; at most 2 are allowed")));
        assertThat(check(create("b", "x\n".repeat(6))))
                .isEqualTo(Verdict.fail(List.of("the change adds and removes 6 lines; at most 5 are allowed")));
        assertThat(check(create("b", "x".repeat(101))))
                .isEqualTo(Verdict.fail(List.of("the touched files have 101 bytes together; at most 100 are allowed")));
        assertThat(check(create("b", "x\n".repeat(5)))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void refusesAnInvisibleCharacterInANewName() {
        assertThat(check(create("AGENTS\u200B.md", "x\n")))
                .isInstanceOfSatisfying(
                        Verdict.Fail.class,
                        fail -> assertThat(fail.evidence().get(0)).endsWith("has an invisible character in its name"));
    }

    @Test
    void saysNothingOfATreeThatDiffersWithoutAnEdit() {
        Edits edits = Edits.of(modify("a.py", "1\n"));
        FileTree stray =
                Edits.of(modify("a.py", "1\n"), create("stray.py", "x\n")).applyTo(base);

        assertThat(gate.check(new Candidate(project, RUN, base, edits, stray, NOWHERE)))
                .isEqualTo(Verdict.unknown("the changed tree is not the base with the edits: 'stray.py' differs"));
    }

    @Test
    void saysNothingWhenAProtectedPathIsNoGlob() {
        project = project.toBuilder().protectedPaths(List.of("a[b")).build();

        assertThat(check(modify("a.py", "1\n")))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.evidence().get(0)).contains("a[b"));
    }

    @Test
    void namesEveryFinding() {
        assertThat(check(create("AGENTS.md", "x\n"), create("Jenkinsfile", "x\n"))
                        .evidence())
                .hasSize(2);
        assertThat(PolicyGate.alwaysProtected()).contains("**/.github/workflows/**");
    }

    private Verdict check(FileEdit... files) {
        Edits edits = Edits.of(files);
        return gate.check(new Candidate(project, RUN, base, edits, edits.applyTo(base), NOWHERE));
    }

    /** What the gate finds in edits whose changed tree is the base, since no such tree can be made of them. */
    private List<String> unapplied(FileEdit... files) {
        Verdict verdict = gate.check(new Candidate(project, RUN, base, Edits.of(files), base, NOWHERE));
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        return verdict.evidence();
    }

    private static FileEdit modify(String path, String text) {
        return FileEdit.modify(path, FileMode.REGULAR, bytes(text));
    }

    private static FileEdit create(String path, String text) {
        return FileEdit.create(path, FileMode.REGULAR, bytes(text));
    }

    private static Map<String, byte[]> files(String... pathsAndTexts) {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], bytes(pathsAndTexts[i + 1]));
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
