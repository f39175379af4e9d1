package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs over checkouts that somebody is at work in: what is theirs is the same before and after, byte for byte. */
class DirtyTreeTest {
    private static final String PROJECT_BRANCH = "main";

    @TempDir
    Path directory;

    /** What a delivery may do to a checkout. */
    enum Expected {
        /** Nothing at all: not one byte of work tree, index, branches, configuration and stash. */
        LEFT_ALONE,
        /** Nothing but the branch itself, which is not checked out, with its log and its objects. */
        BRANCH_MOVES,
        /** To go on to the change, because nothing is in the way; what is not Git's stays. */
        FOLLOWS
    }

    enum State {
        UNCOMMITTED(Expected.LEFT_ALONE, "has uncommitted changes (notes.txt)") {
            @Override
            void make(Shop shop) {
                shop.files.write("notes.txt", "mine\n");
            }
        },
        STAGED(Expected.LEFT_ALONE, "has uncommitted changes (notes.txt)") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.files.write("notes.txt", "mine\n");
                shop.git("add", "notes.txt");
                shop.files.write("notes.txt", "mine, and more\n");
            }
        },
        STAGED_DELETION(Expected.LEFT_ALONE, "has uncommitted changes (notes.txt)") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("rm", "-q", "--cached", "notes.txt");
            }
        },
        UNTRACKED(Expected.FOLLOWS, "") {
            @Override
            void make(Shop shop) {
                shop.files.write("mine.txt", "mine\n").write("mine/too.txt", "mine\n");
            }
        },
        UNTRACKED_IN_THE_WAY(Expected.LEFT_ALONE, "an untracked file stands where the update would write: codex.md") {
            @Override
            void make(Shop shop) {
                shop.files.write("codex.md", "mine\n");
            }
        },
        IGNORED(Expected.FOLLOWS, "") {
            @Override
            void make(Shop shop) {
                shop.files.write("cache.ignored", "mine\n").write("ignored/deep/down.txt", "mine\n");
            }
        },
        IGNORED_IN_THE_WAY(Expected.LEFT_ALONE, "an untracked file stands where the update would write: codex.md") {
            @Override
            void make(Shop shop) {
                shop.files.write(".git/info/exclude", "codex.md\n").write("codex.md", "mine\n");
            }
        },
        STASHED(Expected.FOLLOWS, "") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.files.write("notes.txt", "put away\n");
                shop.git("stash", "-q");
            }
        },
        CONFLICTED(Expected.LEFT_ALONE, "is not at rest") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.attempt("merge", "side");
            }
        },
        MERGING(Expected.LEFT_ALONE, "is not at rest") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("merge", "-q", "--no-commit", "--no-ff", "-X", "ours", "side");
            }
        },
        CHERRY_PICKING(Expected.LEFT_ALONE, "is not at rest") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.attempt("cherry-pick", "side");
            }
        },
        PICKING_A_SERIES(Expected.LEFT_ALONE, "is not at rest") {
            @Override
            void make(Shop shop) {
                // What Git leaves between two picks of several, when the first was committed by hand.
                String head = shop.files.head().hex();
                shop.files
                        .write(".git/sequencer/head", head + "\n")
                        .write(".git/sequencer/todo", "pick " + head + "\n");
            }
        },
        REVERTING(Expected.LEFT_ALONE, "is not at rest") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.attempt("revert", "--no-edit", "HEAD~1");
            }
        },
        REBASING(Expected.LEFT_ALONE, "is being rebased") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.attempt("rebase", "side");
            }
        },
        BISECTING(Expected.LEFT_ALONE, "is being bisected") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("bisect", "start", "HEAD", "HEAD~2");
            }
        },
        DETACHED(Expected.BRANCH_MOVES, "has a detached HEAD") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("checkout", "-q", "--detach");
                shop.files.write("notes.txt", "mine\n");
            }
        },
        ANOTHER_BRANCH(Expected.BRANCH_MOVES, "is on the branch 'side'") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("checkout", "-q", "side");
                shop.files.write("notes.txt", "mine\n");
            }
        },
        IN_A_LINKED_WORK_TREE(Expected.LEFT_ALONE, "is checked out in the linked work tree") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("checkout", "-q", "side");
                shop.git("worktree", "add", "-q", shop.files.path() + "-linked", PROJECT_BRANCH);
            }
        },
        INDEX_LOCKED(Expected.LEFT_ALONE, "is locked by another Git process") {
            @Override
            void make(Shop shop) {
                shop.files.write(".git/index.lock", "");
            }
        },
        HEAD_LOCKED(Expected.LEFT_ALONE, "is locked by another Git process") {
            @Override
            void make(Shop shop) {
                shop.files.write(".git/HEAD.lock", "");
            }
        },
        BRANCH_LOCKED(Expected.LEFT_ALONE, "is locked by another Git process") {
            @Override
            void make(Shop shop) {
                shop.files.write(".git/refs/heads/main.lock", "");
            }
        },
        PACKED_REFS_LOCKED(Expected.LEFT_ALONE, "is locked by another Git process") {
            @Override
            void make(Shop shop) {
                shop.files.write(".git/packed-refs.lock", "");
            }
        },
        INTENT_TO_ADD(Expected.LEFT_ALONE, "has uncommitted changes (mine.txt)") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.files.write("mine.txt", "mine\n");
                shop.git("add", "--intent-to-add", "mine.txt");
            }
        },
        SKIP_WORKTREE(Expected.LEFT_ALONE, "Git was told to overlook (notes.txt)") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("update-index", "--skip-worktree", "notes.txt");
                shop.files.write("notes.txt", "mine\n");
            }
        },
        ASSUME_UNCHANGED(Expected.LEFT_ALONE, "Git was told to overlook (total.sh)") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("update-index", "--assume-unchanged", "total.sh");
            }
        },
        SPARSE(Expected.LEFT_ALONE, "is a sparse one") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("sparse-checkout", "set", "--no-cone", "/total.sh");
            }
        },
        SPLIT_INDEX(Expected.LEFT_ALONE, "has an index of a kind that is not known here") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("update-index", "--split-index");
            }
        },
        AHEAD(Expected.FOLLOWS, "is 1 commit ahead of origin") {
            @Override
            void make(Shop shop) {
                shop.files.write("notes.txt", "not pushed\n").commit("Not pushed");
            }
        },
        DIVERGED(Expected.FOLLOWS, "have diverged") {
            @Override
            void make(Shop shop) throws InterruptedException {
                shop.git("push", "-q", "--force", "origin", "side:main");
            }
        };

        private final Expected expected;
        private final String reason;

        State(Expected expected, String reason) {
            this.expected = expected;
            this.reason = reason;
        }

        abstract void make(Shop shop) throws InterruptedException;

        /** What is not pushed keeps a push from being made, and is what a commit is made on. */
        boolean refusesToPush() {
            return this == AHEAD || this == DIVERGED;
        }
    }

    static Stream<Arguments> statesAndDeliveries() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of(DeliveryMode.values()).map(mode -> Arguments.of(state, mode)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("statesAndDeliveries")
    void leavesWhatIsTheUsersAsItIs(State state, DeliveryMode mode) throws InterruptedException {
        PipelineFixture fixture = new PipelineFixture(directory);
        Shop shop = new Shop(fixture);
        shop.prepare();
        state.make(shop);
        Map<String, String> before = fixture.shop.state();
        CommitId remoteBefore = fixture.remote.head(PROJECT_BRANCH);

        RunReport report = fixture.improvement()
                .run(fixture.project().branch(PROJECT_BRANCH).delivery(mode));

        boolean pushRefused = mode == DeliveryMode.PUSH && state.refusesToPush();
        boolean heldBack = staysHere(mode)
                || state.expected == Expected.LEFT_ALONE
                || pushRefused
                || (state.expected == Expected.BRANCH_MOVES && mode == DeliveryMode.PUSH);
        if (heldBack) {
            assertThat(fixture.shop.state()).isEqualTo(before);
        } else if (state.expected == Expected.BRANCH_MOVES) {
            assertThat(withoutBranch(fixture.shop.state())).isEqualTo(withoutBranch(before));
        } else {
            assertThat(kept(fixture.shop.state())).isEqualTo(kept(before));
        }
        assertThat(report.outcome()).as(report.reason()).isEqualTo(outcome(state, mode));
        if (heldBack && !staysHere(mode) && !(mode == DeliveryMode.PUSH && leavesBranch(state))) {
            assertThat(report.reason()).contains(state.reason);
        }
        assertThat(fixture.remote.head(PROJECT_BRANCH).equals(remoteBefore))
                .isEqualTo(mode != DeliveryMode.PUSH || pushRefused);
    }

    private static boolean staysHere(DeliveryMode mode) {
        return mode == DeliveryMode.OBSERVE || mode == DeliveryMode.HOLD;
    }

    /** A push says of a checkout elsewhere that it is not on the branch, whatever else may be the matter there. */
    private static boolean leavesBranch(State state) {
        return switch (state) {
            case DETACHED, ANOTHER_BRANCH, IN_A_LINKED_WORK_TREE, REBASING, BISECTING -> true;
            default -> false;
        };
    }

    private static RunOutcome outcome(State state, DeliveryMode mode) {
        return switch (mode) {
            case OBSERVE -> RunOutcome.OBSERVED;
            case HOLD -> RunOutcome.HELD;
            case PUSH -> state.refusesToPush() ? RunOutcome.REFUSED : RunOutcome.DELIVERED;
            case COMMIT -> state.expected == Expected.LEFT_ALONE ? RunOutcome.REFUSED : RunOutcome.DELIVERED;
        };
    }

    private static Map<String, String> withoutBranch(Map<String, String> state) {
        Map<String, String> rest = new TreeMap<>(state);
        rest.keySet()
                .removeIf(path -> path.equals(".git/refs/heads/main")
                        || path.equals(".git/logs/refs/heads/main")
                        || path.startsWith(".git/objects/"));
        return rest;
    }

    /** What a move of branch and checkout may not touch: files that are not Git's, other branches, configuration, stash. */
    private static Map<String, String> kept(Map<String, String> state) {
        Map<String, String> rest = withoutBranch(state);
        rest.keySet().removeAll(List.of("codex.md", "total.sh", ".git/index", ".git/logs/HEAD", ".git/ORIG_HEAD"));
        return rest;
    }

    /** The shop with two lines of history that do not merge. */
    static final class Shop {
        private final TemporaryRepository files;

        Shop(PipelineFixture fixture) {
            files = fixture.shop;
        }

        void prepare() throws InterruptedException {
            files.config("user.name", "Ada").config("user.email", "ada@example.org");
            files.write(".gitignore", "*.ignored\nignored/\n")
                    .write("notes.txt", "begin\n")
                    .commit("Notes");
            files.branch("side");
            files.write("notes.txt", "side 1\n").commit("Side 1");
            files.write("notes.txt", "side 2\n").commit("Side 2");
            files.checkOut(PROJECT_BRANCH);
            files.write("notes.txt", "main 1\n").commit("Main 1");
            files.write("notes.txt", "main 2\n").commit("Main 2");
            files.push();
            // So that Git itself does not have to look at the files again, and write the index, when it is asked.
            git("status");
        }

        void git(String... arguments) throws InterruptedException {
            assertThat(attempt(arguments))
                    .as("git %s", String.join(" ", arguments))
                    .isZero();
        }

        int attempt(String... arguments) throws InterruptedException {
            List<String> argv = new ArrayList<>(List.of("git"));
            argv.addAll(List.of(arguments));
            return ProcessRunner.create()
                    .run(ProcessRequest.of(new Command(argv), files.path())
                            .environment(Map.of(
                                    "PATH", System.getenv("PATH"),
                                    "GIT_CONFIG_NOSYSTEM", "1",
                                    "GIT_CONFIG_GLOBAL", "/dev/null",
                                    "GIT_EDITOR", "true"))
                            .build())
                    .exitCode();
        }
    }
}
