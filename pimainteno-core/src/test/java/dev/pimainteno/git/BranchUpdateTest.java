package dev.pimainteno.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BranchUpdateTest {
    @TempDir
    Path directory;

    private NativeGit git;

    @BeforeEach
    void makeRepository() {
        git = NativeGit.repository(directory.resolve("shop"));
        git.write("b.txt", "second\n").write(".gitignore", "ignored.txt\n").commit("More");
    }

    @Test
    void movesBranchIndexAndFilesTogether() {
        CommitId commit = change();
        git.write("untracked.txt", "mine\n");

        Advance advance = advance(commit);

        assertThat(advance).isEqualTo(new Advance(true, true, ""));
        assertThat(git.head()).isEqualTo(commit.hex());
        assertThat(git.run("status", "--porcelain")).isEqualTo("?? untracked.txt\n");
        assertThat(git.directory().resolve("a.txt")).hasContent("changed\n");
        assertThat(git.directory().resolve("new/file.txt")).hasContent("new\n");
        assertThat(git.run("log", "-1", "--format=%gs", "-g")).isEqualTo("pimainteno: fast-forward\n");
        git.run("fsck", "--strict");
    }

    @Test
    void movesABranchThatIsCheckedOutNowhere() {
        CommitId commit = change();
        git.run("checkout", "-q", "-b", "side");

        Advance advance = advance(commit);

        assertThat(advance).isEqualTo(new Advance(true, false, "the checkout is on the branch 'side'"));
        assertThat(git.run("rev-parse", "main").strip()).isEqualTo(commit.hex());
        assertThat(git.directory().resolve("a.txt")).hasContent("one\ntwo\nthree\n");
    }

    /** Ways in which a checkout can hold work that must not be lost. */
    enum Untidy {
        CHANGED("has uncommitted changes (a.txt)") {
            @Override
            void make(NativeGit git) {
                git.write("a.txt", "mine\n");
            }
        },
        CHANGED_ELSEWHERE("has uncommitted changes (b.txt)") {
            @Override
            void make(NativeGit git) {
                git.write("b.txt", "Second\n");
            }
        },
        STAGED("has uncommitted changes (b.txt)") {
            @Override
            void make(NativeGit git) {
                git.write("b.txt", "mine\n").run("add", "b.txt");
            }
        },
        STAGED_NEW("has uncommitted changes (mine.txt)") {
            @Override
            void make(NativeGit git) {
                git.write("mine.txt", "mine\n").run("add", "mine.txt");
            }
        },
        DELETED("has uncommitted changes (b.txt)") {
            @Override
            void make(NativeGit git) throws IOException {
                Files.delete(git.directory().resolve("b.txt"));
            }
        },
        STAGED_DELETION("has uncommitted changes (b.txt)") {
            @Override
            void make(NativeGit git) {
                git.run("rm", "-q", "--cached", "b.txt");
            }
        },
        MODE_CHANGED("has uncommitted changes (b.txt)") {
            @Override
            void make(NativeGit git) {
                assertThat(git.directory().resolve("b.txt").toFile().setExecutable(true))
                        .isTrue();
            }
        },
        UNTRACKED_IN_THE_WAY("an untracked file stands where the update would write: new/file.txt") {
            @Override
            void make(NativeGit git) {
                git.write("new/file.txt", "mine\n");
            }
        },
        UNTRACKED_FILE_FOR_A_DIRECTORY("an untracked file stands where the update would write: new") {
            @Override
            void make(NativeGit git) {
                git.write("new", "mine\n");
            }
        },
        LINK_IN_THE_WAY("an untracked file stands where the update would write: new") {
            @Override
            void make(NativeGit git) throws IOException {
                Path elsewhere = Files.createDirectories(git.directory().resolveSibling("elsewhere"));
                Files.createSymbolicLink(git.directory().resolve("new"), elsewhere);
            }
        },
        IGNORED_IN_THE_WAY("an untracked file stands where the update would write: ignored.txt") {
            @Override
            void make(NativeGit git) {
                git.write("ignored.txt", "mine\n");
            }
        },
        LOCKED("is locked by another Git process") {
            @Override
            void make(NativeGit git) {
                git.write(".git/index.lock", "");
            }
        },
        MERGING("is not at rest") {
            @Override
            void make(NativeGit git) {
                git.write(".git/MERGE_HEAD", git.head() + "\n");
            }
        },
        REBASING("is not at rest") {
            @Override
            void make(NativeGit git) {
                git.write(".git/rebase-merge/head-name", "refs/heads/main\n");
            }
        },
        FILTERED("for which .gitattributes names a filter") {
            @Override
            void make(NativeGit git) {
                git.write(".git/info/attributes", "a.txt filter=evil\n");
                git.run(
                        "config",
                        "filter.evil.smudge",
                        "touch " + git.directory().resolve("RAN") + "; cat");
                git.run(
                        "config",
                        "filter.evil.clean",
                        "touch " + git.directory().resolve("RAN") + "; cat");
            }
        };

        private final String reason;

        Untidy(String reason) {
            this.reason = reason;
        }

        abstract void make(NativeGit git) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void leavesEveryByteOfAnUntidyCheckout(Untidy untidy) throws IOException {
        CommitId commit = change();
        untidy.make(git);
        Map<String, String> before = files();

        Advance advance = advance(commit);

        assertThat(advance.moved()).isFalse();
        assertThat(advance.reason()).contains(untidy.reason);
        assertThat(files()).isEqualTo(before);
        assertThat(git.directory().resolve("RAN")).doesNotExist();
    }

    @Test
    void leavesABranchThatMovedMeanwhile() {
        CommitId commit = change();
        CommitId before = head();
        git.write("c.txt", "theirs\n").commit("Theirs");

        Advance advance = advance(before, commit);

        assertThat(advance).isEqualTo(new Advance(false, false, "the branch 'main' moved meanwhile"));
    }

    @Test
    void leavesABranchThatHasGoneAnotherWay() {
        CommitId commit = change();
        git.write("c.txt", "theirs\n").commit("Theirs");

        Advance advance = advance(head(), commit);

        assertThat(advance).isEqualTo(new Advance(false, false, "the branch 'main' has gone another way"));
    }

    @Test
    void leavesABranchThatALinkedWorkTreeIsOn() {
        CommitId commit = change();
        git.run("checkout", "-q", "--detach");
        git.run("worktree", "add", "-q", directory.resolve("linked").toString(), "main");

        Advance advance = advance(commit);

        assertThat(advance.moved()).isFalse();
        assertThat(advance.reason()).contains("is checked out in the linked work tree");
    }

    @Test
    void takesAFileThatWasOnlyTouchedForUnchanged() throws IOException {
        CommitId commit = change();
        Files.writeString(git.directory().resolve("b.txt"), "second\n");

        assertThat(advance(commit).moved()).isTrue();
    }

    private CommitId change() {
        try (PrivateRepository repository = open()) {
            var base = repository.snapshot("main", head(), 0).tree();
            Edits edits = Edits.of(
                    FileEdit.modify("a.txt", FileMode.REGULAR, "changed\n".getBytes(UTF_8)),
                    FileEdit.create("new/file.txt", FileMode.REGULAR, "new\n".getBytes(UTF_8)),
                    FileEdit.create("ignored.txt", FileMode.REGULAR, "tracked now\n".getBytes(UTF_8)));
            return repository.commit(
                    repository.write(base, edits),
                    head(),
                    CommitIdentity.standard(),
                    "Change\n",
                    Instant.parse("2026-01-31T12:00:00Z"));
        }
    }

    private Advance advance(CommitId commit) {
        return advance(new CommitId(git.run("rev-parse", "main").strip()), commit);
    }

    private Advance advance(CommitId expected, CommitId commit) {
        Project project = Project.builder(ProjectId.of("shop"), git.directory()).build();
        try (GitProject opened = GitProject.open(project);
                PrivateRepository repository = open()) {
            return opened.advance("main", expected, commit, repository);
        }
    }

    private PrivateRepository open() {
        return PrivateRepository.open(
                directory.resolve("state/objects.git"), git.directory().resolve(".git/objects"));
    }

    private CommitId head() {
        return new CommitId(git.head());
    }

    /** Everything but the object store, which may take copies in without anybody noticing. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory.resolve("shop"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains("/.git/objects/")) {
                    files.put(file.toString(), Files.readString(file, ISO_8859_1));
                }
            }
        }
        return files;
    }
}
