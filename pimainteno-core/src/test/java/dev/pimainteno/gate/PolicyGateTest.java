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
    private final PolicyGate gate = new PolicyGate();
    private Project project = Project.builder(ProjectId.of("shop"), Path.of("/srv/shop"))
            .protectedPaths(List.of("infra/**", "**/keep.txt"))
            .heldPaths(List.of("db/**"))
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
                ".gitea/workflows/ci.yaml",
                ".forgejo/workflows/ci.yml",
                ".forgejo/actions/setup/action.yml",
                ".gitlab-ci.yaml",
                "ci/release.gitlab-ci.yml",
                ".build.yml",
                ".builds/alpine.yml",
                "buildspec.yml",
                "buildspec-release.yaml",
                "azure-pipelines-nightly.yml",
                ".azuredevops/build.yml",
                ".onedev-buildspec.yml",
                ".semaphore/semaphore.yml",
                ".tekton/push.yaml",
                ".woodpecker.yaml",
                ".crow/build.yaml",
                ".vela.yml",
                "bitrise.yml",
                "codemagic.yaml",
                "AGENTS.md",
                "docs/agents.MD",
                "CLAUDE.md",
                "GEMINI.md",
                ".codex/config.toml",
                ".claude/settings.json",
                ".agents/x",
                ".cursor/rules/a.mdc",
                ".cursorrules",
                ".junie/guidelines.md",
                ".roo/rules/a.md",
                ".devcontainer.json",
                ".devcontainer/devcontainer.json",
                ".mcp.json",
                ".github/copilot-instructions.md",
                ".githooks/pre-push",
                ".husky/pre-commit",
                ".pre-commit-config.yaml",
                "shop.service",
                "deploy/shop@.timer",
                "shop.socket",
                "shop.service.d/override.conf",
                "deploy/srv-shop.mount",
                "srv-shop.automount",
                "srv-shop.mount.d/override.conf",
                "systemd/shop.path",
                "etc/systemd/system/shop.target",
                "deploy/systemd/user/shop.slice",
                "systemd/shop.target.d/override.conf",
                "systemd/var-swap.swap",
                "containers/systemd/shop.container",
                "etc/containers/systemd/users/1000/shop.volume",
                "quadlet/shop.network",
                "deploy/quadlets/shop.pod",
                "quadlet/shop.kube",
                "quadlet/shop.container.d/override.conf",
                ".gitattributes",
                "lib/.gitmodules",
                "CODEOWNERS",
                ".envrc",
                "infra/main.tf",
                "INFRA/main.tf",
                "keep.txt",
                "node_modules/a/index.js",
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
                "build.yml",
                "builds/alpine.yml",
                "gitea/workflows/ci.yml",
                "buildspec.py",
                "tekton/push.yaml",
                "release/shop.target",
                "docs/shop.pod",
                "models/shop.network",
                "data/shop.volume",
                "shop.path",
                "systemd/shop.py",
                "systemd/meson.build",
                "src/systemd_shop.container",
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
    void refusesATreeThatDiffersWithoutAnEdit() {
        Edits edits = Edits.of(modify("a.py", "1\n"));
        FileTree stray =
                Edits.of(modify("a.py", "1\n"), create("stray.py", "x\n")).applyTo(base);

        assertThat(gate.check(new Candidate(project, RUN, base, edits, stray, Candidates.NOWHERE)))
                .isEqualTo(
                        Verdict.fail(List.of("the changed tree is not the base with the edits: 'stray.py' differs")));
    }

    @Test
    void refusesEverythingWhenAProtectedOrHeldPathIsNoGlob() {
        for (Project unreadable : List.of(
                project.toBuilder().protectedPaths(List.of("a[b")).build(),
                project.toBuilder().heldPaths(List.of("a[b")).build())) {
            project = unreadable;

            assertThat(check(modify("a.py", "1\n")))
                    .isInstanceOfSatisfying(
                            Verdict.Fail.class,
                            fail -> assertThat(fail.evidence().get(0)).contains("a[b"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "web/POM.XML",
                "build.gradle.kts",
                "gradle/libs.versions.toml",
                "package.json",
                "package-lock.json",
                "yarn.lock",
                "Cargo.toml",
                "Cargo.lock",
                "go.mod",
                "go.sum",
                "pyproject.toml",
                "setup.py",
                "requirements.txt",
                "requirements-dev.txt",
                "dev_requirements.txt",
                "requirements/base.txt",
                "Gemfile",
                "Gemfile.lock",
                "shop.csproj",
                "mvnw",
                "gradle/wrapper/gradle-wrapper.properties",
                ".mvn/extensions.xml",
                ".npmrc",
                ".cargo/config.toml",
                "Dockerfile",
                "Dockerfile.dev",
                "docker/web.Dockerfile",
                "docker-compose.yml",
                "compose.prod.yaml",
                "LICENSE",
                "COPYING.LESSER",
                "LICENSE-APACHE-2.0",
                "vendor/lib/a.go",
                "third_party/a.c",
                "dist/app.js",
                "web/app.min.js",
                "db/V3.sql"
            })
    void wouldHaveAPersonLookAtHeldPaths(String path) {
        assertThat(check(create(path, "x\n")))
                .isInstanceOfSatisfying(
                        Verdict.Pass.class,
                        pass -> assertThat(pass.reservations())
                                .singleElement()
                                .asString()
                                .startsWith(path + ": is "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Makefile",
                "package.py",
                "src/vendor.go",
                "distribution/a",
                "lock.py",
                "docs/license-notes.md",
                "compose.py",
                "pom.py",
                "requirements.md"
            })
    void needsNobodyForPathsThatOnlyLookHeld(String path) {
        assertThat(reservations(create(path, "x\n"))).isEmpty();
    }

    @Test
    void wouldHaveAPersonLookAtAFileThatGoes() {
        assertThat(reservations(FileEdit.delete("a.py"))).containsExactly("a.py: goes as a whole");
        assertThat(reservations(FileEdit.delete("run.sh"), create("b.sh", "x\n")))
                .isEmpty();
        assertThat(reservations(FileEdit.move("a.py", "b.py", FileMode.REGULAR, bytes("1\n"))))
                .isEmpty();
    }

    @Test
    void refusesToEditWhatSaysThatAProgramWroteIt() {
        for (String mark : List.of(
                "// Code generated by protoc-gen-go. DO NOT EDIT.\n",
                "/**\n * @generated by codegen\n */\n",
                "# This file is automatically @generated by a tool.\n",
                "<!-- auto-generated by docs.sh, do not edit -->\n")) {
            base = FileTree.of(files("a.x", mark + "1\n", "b.x", "say 'Code generated by x. DO NOT EDIT.'\n"));

            assertThat(check(modify("a.x", mark + "2\n")).evidence())
                    .containsExactly(
                            "a.x: is generated, by its own words: what it is generated from is the place to edit");
            assertThat(reservations(create("c.x", mark)))
                    .containsExactly("c.x: is new, and says that a program generated it");
            assertThat(reservations(modify("b.x", "2\n"))).isEmpty();
        }
    }

    @Test
    void holdsAGeneratedLockFileLikeAnyOther() {
        base = FileTree.of(files("Cargo.lock", "# This file is automatically @generated by Cargo.\nversion = 3\n"));

        assertThat(reservations(modify("Cargo.lock", "version = 4\n")))
                .containsExactly("Cargo.lock: is a lock file (**/*.lock)");
    }

    @Test
    void takesTheAttributesOfTheTreeAsData() {
        base = FileTree.of(files(
                ".gitattributes",
                """
                *.pb linguist-generated
                lib/* linguist-vendored=true
                !bad[ linguist-vendored
                lib/own.c -linguist-vendored
                """,
                "sub/.gitattributes",
                "/made.c linguist-generated\n",
                "a.pb",
                "x",
                "lib/a.c",
                "x",
                "lib/own.c",
                "x",
                "sub/made.c",
                "x",
                "made.c",
                "x"));

        assertThat(reservations(modify("a.pb", "y"))).containsExactly("a.pb: is generated (.gitattributes)");
        assertThat(reservations(modify("lib/a.c", "y"))).containsExactly("lib/a.c: is vendored (.gitattributes)");
        assertThat(reservations(modify("sub/made.c", "y")))
                .containsExactly("sub/made.c: is generated (.gitattributes)");
        assertThat(reservations(modify("lib/own.c", "y"))).isEmpty();
        assertThat(reservations(modify("made.c", "y"))).isEmpty();
    }

    @Test
    void namesEveryFinding() {
        assertThat(check(create("AGENTS.md", "x\n"), create("Jenkinsfile", "x\n"))
                        .evidence())
                .hasSize(2);
        assertThat(PolicyGate.alwaysProtected()).contains("**/.github/workflows/**");
        assertThat(PolicyGate.alwaysHeld()).contains("**/*.lock");
    }

    private List<String> reservations(FileEdit... files) {
        Verdict verdict = check(files);
        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        return ((Verdict.Pass) verdict).reservations();
    }

    private Verdict check(FileEdit... files) {
        Edits edits = Edits.of(files);
        return gate.check(new Candidate(project, RUN, base, edits, edits.applyTo(base), Candidates.NOWHERE));
    }

    /** What the gate finds in edits whose changed tree is the base, since no such tree can be made of them. */
    private List<String> unapplied(FileEdit... files) {
        Verdict verdict = gate.check(new Candidate(project, RUN, base, Edits.of(files), base, Candidates.NOWHERE));
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
