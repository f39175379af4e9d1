package dev.pimainteno.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.CommitSummary;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateRepositoryTest {
    private static final CommitIdentity BOT = new CommitIdentity("Bot", "bot@example.org");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path directory;

    private NativeGit git;

    @BeforeEach
    void makeRepository() {
        git = NativeGit.repository(directory.resolve("shop"));
    }

    @Test
    void readsTheProjectAtACommit() {
        git.write("src/Main.java", "class Main {}\n").commit("Add the program");

        try (PrivateRepository repository = open()) {
            Snapshot snapshot = repository.snapshot("main", head(), 10);

            assertThat(snapshot.files().entries()).extracting("path").containsExactly("a.txt", "src/Main.java");
            assertThat(new String(snapshot.files().content("src/Main.java"), UTF_8))
                    .isEqualTo("class Main {}\n");
            assertThat(snapshot.history())
                    .extracting(CommitSummary::subject)
                    .containsExactly("Add the program", "Begin");
            assertThat(snapshot.tree().hex())
                    .isEqualTo(git.run("rev-parse", "HEAD^{tree}").strip());
        }
    }

    @Test
    void leavesTheSummaryOutOfTheNameOfTheCode() {
        try (PrivateRepository repository = open()) {
            String without = repository.snapshot("main", head(), 0).codeId();
            git.write("codex.md", "# shop\n").commit("Summarise");
            String with = repository.snapshot("main", head(), 0).codeId();
            git.write("sub/codex.md", "another file\n").commit("Not the summary");
            String other = repository.snapshot("main", head(), 0).codeId();

            assertThat(with).isEqualTo(without);
            assertThat(other).isNotEqualTo(without);
        }
    }

    @Test
    void buildsTheTreeAndCommitThatGitWouldBuild() {
        git.write("run.sh", "#!/bin/sh\n").write("old/name.txt", "same\n").commit("More files");
        git.run("update-index", "--chmod=+x", "run.sh");
        git.run("commit", "-q", "-m", "Make it executable");
        git.run("checkout", "-q", "--", "run.sh");
        Edits edits = Edits.of(
                FileEdit.modify("a.txt", FileMode.REGULAR, "one\n2\nthree\n".getBytes(UTF_8)),
                FileEdit.modify("run.sh", FileMode.EXECUTABLE, "#!/bin/sh\nexit 0\n".getBytes(UTF_8)),
                FileEdit.move("old/name.txt", "new/name.txt", FileMode.REGULAR, "same\n".getBytes(UTF_8)),
                FileEdit.create("old", FileMode.REGULAR, "now a file\n".getBytes(UTF_8)));

        CommitId parent = head();
        CommitId commit;
        try (PrivateRepository repository = open()) {
            TreeId base = repository.snapshot("main", parent, 0).tree();
            commit = repository.commit(repository.write(base, edits), parent, BOT, "Change it\n", NOON);
        }

        NativeGit store = NativeGit.in(store());
        store.run("fsck", "--strict");
        assertThat(store.run("ls-tree", "-r", "--format=%(objectmode) %(path)", commit.hex()))
                .isEqualTo("100644 a.txt\n100644 new/name.txt\n100644 old\n100755 run.sh\n");
        assertThat(store.run("show", "-s", "--format=%an %ae %cn %ct %P%n%B", commit.hex())
                        .strip())
                .isEqualTo("Bot bot@example.org Bot " + NOON.getEpochSecond() + " " + parent.hex() + "\nChange it");
        assertThat(store.run("show", commit.hex() + ":a.txt")).isEqualTo("one\n2\nthree\n");
    }

    @Test
    void writesNothingIntoTheUsersRepository() throws IOException {
        Map<String, Long> before = files(git.directory());

        try (PrivateRepository repository = open()) {
            TreeId base = repository.snapshot("main", head(), 5).tree();
            TreeId tree = repository.write(base, Edits.of(FileEdit.delete("a.txt")));
            repository.commit(tree, head(), BOT, "Empty it\n", NOON);
            repository.diff(base, tree);
        }

        assertThat(files(git.directory())).isEqualTo(before);
    }

    @Test
    void showsAChangeAsGitDoes() {
        try (PrivateRepository repository = open()) {
            TreeId base = repository.snapshot("main", head(), 0).tree();
            TreeId tree = repository.write(
                    base, Edits.of(FileEdit.modify("a.txt", FileMode.REGULAR, "one\n2\nthree\n".getBytes(UTF_8))));

            String diff = repository.diff(base, tree);

            String expected = NativeGit.in(store()).run("diff", "--abbrev=7", base.hex(), tree.hex());
            assertThat(diff).isEqualTo(expected);
        }
    }

    @Test
    void keepsWhatIsHeldFromBeingCleanedAwayAndNothingElse() {
        RunId held = new RunId("20260131-235959-000001");
        RunId over = new RunId("20260131-235959-000002");
        CommitId first;
        CommitId second;
        try (PrivateRepository repository = open()) {
            TreeId base = repository.snapshot("main", head(), 0).tree();
            first = repository.commit(base, head(), BOT, "First\n", NOON);
            second = repository.commit(base, head(), BOT, "Second\n", NOON);
            repository.hold(held, first);
            repository.hold(held, first);
            repository.hold(over, second);

            repository.holdOnly(Set.of(held));
        }

        NativeGit store = NativeGit.in(store());
        store.run("gc", "--prune=now", "--quiet");
        assertThat(store.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/pimainteno"))
                .isEqualTo("refs/pimainteno/held/" + held + " " + first + "\n");
        try (PrivateRepository repository = open()) {
            assertThat(repository.record(first).message()).isEqualTo("First\n");
            assertThatExceptionOfType(GitException.class).isThrownBy(() -> repository.record(second));
        }
    }

    @Test
    void fetchesFromTheRemoteAndPushesThere() {
        NativeGit remote = git.withRemote();
        NativeGit.in(directory).run("clone", "-q", remote.directory().toString(), "other");
        NativeGit other = NativeGit.in(directory.resolve("other"));
        other.run(
                "-c",
                "user.name=Bob",
                "-c",
                "user.email=b@example.org",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "Theirs");
        other.run("push", "-q");

        try (GitProject project = GitProject.open(pushing());
                PrivateRepository repository = open()) {
            Remote origin = project.heads().remote().orElseThrow();
            CommitId theirs = repository.fetch(origin, "main");
            TreeId tree =
                    repository.write(repository.snapshot("main", theirs, 0).tree(), Edits.of(FileEdit.delete("a.txt")));
            CommitId ours = repository.commit(tree, theirs, BOT, "Ours\n", NOON);

            assertThat(theirs.hex()).isEqualTo(other.head());
            assertThat(repository.isAncestor(head(), theirs)).isTrue();
            assertThat(repository.distance(head(), ours)).isEqualTo(2);
            assertThat(repository.push(origin.uri(), "main", theirs, ours)).isTrue();
            assertThat(remote.run("rev-parse", "main").strip()).isEqualTo(ours.hex());
            assertThat(repository.push(origin.uri(), "main", head(), head())).isFalse();
            assertThat(remote.run("rev-parse", "main").strip()).isEqualTo(ours.hex());
        }
    }

    @Test
    void hearsAHookOfTheRemoteThatDeclines() throws IOException {
        NativeGit remote = git.withRemote();
        Path hook = remote.directory().resolve("hooks/pre-receive");
        Files.writeString(hook, "#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();

        try (GitProject project = GitProject.open(pushing());
                PrivateRepository repository = open()) {
            Remote origin = project.heads().remote().orElseThrow();
            TreeId tree =
                    repository.write(repository.snapshot("main", head(), 0).tree(), Edits.of(FileEdit.delete("a.txt")));
            CommitId ours = repository.commit(tree, head(), BOT, "Ours\n", NOON);

            assertThatExceptionOfType(GitException.class)
                    .isThrownBy(() -> repository.push(origin.uri(), "main", head(), ours))
                    .withMessageContaining("declined the push to 'main'")
                    .withMessageContaining("not on a Friday");
        }
        assertThat(remote.run("rev-parse", "main").strip()).isEqualTo(git.head());
    }

    @Test
    void laysOutTreesAndKeepsWhatGitIgnores() throws IOException {
        git.write(".gitignore", "cache/\n").commit("Ignore the cache");
        Path root = directory.resolve("tree");

        try (PrivateRepository repository = open()) {
            TreeId base = repository.snapshot("main", head(), 0).tree();
            TreeId changed = repository.write(
                    base,
                    Edits.of(
                            FileEdit.modify("a.txt", FileMode.REGULAR, "changed\n".getBytes(UTF_8)),
                            FileEdit.create("b/new.txt", FileMode.EXECUTABLE, "new\n".getBytes(UTF_8))));
            WorkTree workTree = new WorkTree(root, repository);
            workTree.layOut(head(), changed);
            assertThat(root.resolve("a.txt")).hasContent("changed\n");
            assertThat(root.resolve("b/new.txt")).isExecutable();
            Files.createDirectories(root.resolve("cache"));
            Files.writeString(root.resolve("cache/kept"), "kept");
            Files.writeString(root.resolve("stray.txt"), "left by a build");
            Files.writeString(root.resolve("a.txt"), "written over by a build");

            workTree.layOut(head(), base);

            assertThat(root.resolve("a.txt")).hasContent("one\ntwo\nthree\n");
            assertThat(root.resolve("b")).doesNotExist();
            assertThat(root.resolve("stray.txt")).doesNotExist();
            assertThat(root.resolve("cache/kept")).hasContent("kept");
            assertThat(NativeGit.in(root).run("status", "--porcelain")).isEmpty();
            assertThat(NativeGit.in(root).head()).isEqualTo(head().hex());
        }
    }

    private PrivateRepository open() {
        return PrivateRepository.open(store(), git.directory().resolve(".git/objects"));
    }

    private Path store() {
        return directory.resolve("state/objects.git");
    }

    private CommitId head() {
        return new CommitId(git.head());
    }

    private Project pushing() {
        return Project.builder(ProjectId.of("shop"), git.directory())
                .delivery(DeliveryMode.PUSH)
                .build();
    }

    private static Map<String, Long> files(Path root) throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.toList()) {
                files.put(
                        root.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }
}
