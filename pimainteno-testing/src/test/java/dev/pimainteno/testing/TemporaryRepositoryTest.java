package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryRepositoryTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TemporaryRepository shop;

    @BeforeEach
    void createRepository() {
        shop = TemporaryRepository.create(directory.resolve("shop"));
    }

    @Test
    void beginsOnMainWithoutACommit() throws IOException {
        assertThat(Files.readString(shop.gitDirectory().resolve("HEAD")).strip())
                .isEqualTo("ref: refs/heads/main");
        assertThat(shop.messages("HEAD")).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(shop::head);
    }

    @Test
    void commitsTheCheckoutAsItIs() {
        CommitId first = shop.commit("Begin", Map.of("App.java", "class App {}\n", "src/deep/x.txt", "x"));
        CommitId second = shop.delete("src/deep/x.txt")
                .write("App.java", "class App { }\n")
                .write("new.txt", "new")
                .commit("Go on\n\nWith a body.");

        assertThat(shop.head()).isEqualTo(second).isNotEqualTo(first);
        assertThat(shop.head("main~1")).isEqualTo(first);
        assertThat(shop.messages("main")).containsExactly("Go on\n\nWith a body.", "Begin");
        assertThat(shop.read("HEAD", "App.java")).hasValue("class App { }\n");
        assertThat(shop.read("HEAD", "new.txt")).hasValue("new");
        assertThat(shop.read("HEAD", "src/deep/x.txt")).isEmpty();
        assertThat(shop.read("HEAD~1", "src/deep/x.txt")).hasValue("x");
        assertThat(shop.read("HEAD~2", "App.java")).isEmpty();
        assertThat(shop.dirtyPaths()).isEmpty();
    }

    @Test
    void makesTheSameCommitIdsFromTheSameSteps() {
        TemporaryRepository twin = TemporaryRepository.create(directory.resolve("twin"));

        for (TemporaryRepository repository : List.of(shop, twin)) {
            repository.commit("Begin", Map.of("App.java", "class App {}\n"));
            repository
                    .write("run", "#!/bin/sh\n")
                    .makeExecutable("run")
                    .link("link", "run")
                    .commit("Go on");
        }

        assertThat(shop.head()).isEqualTo(twin.head());
    }

    @Test
    void namesAnAuthorOfItsOwnAndNoUser() throws IOException {
        shop.commit("Begin", Map.of("a.txt", "a"));

        try (Git git = Git.open(shop.path().toFile())) {
            RevCommit head = git.getRepository().parseCommit(git.getRepository().resolve("HEAD"));
            assertThat(head.getAuthorIdent().toExternalString())
                    .isEqualTo("Test Author <author@example.org> 1767225600 +0000");
            assertThat(head.getCommitterIdent()).isEqualTo(head.getAuthorIdent());
            assertThat(head.getRawGpgSignature()).isNull();
        }
        assertThat(Files.readString(shop.gitDirectory().resolve("config"))).doesNotContain("[user]");
    }

    @Test
    void leavesIgnoredFilesOut() {
        shop.commit("Begin", Map.of(".gitignore", "target/\n", "target/out.class", "x", "a.txt", "a"));

        assertThat(shop.read("HEAD", "target/out.class")).isEmpty();
        assertThat(shop.read("HEAD", "a.txt")).hasValue("a");
        assertThat(shop.dirtyPaths()).isEmpty();
    }

    @Test
    void runsNoHook() throws IOException {
        Path proof = directory.resolve("hook-ran");
        for (String hook : new String[] {"pre-commit", "commit-msg", "post-commit", "reference-transaction"}) {
            shop.write(".git/hooks/" + hook, "#!/bin/sh\ntouch " + proof + "\n").makeExecutable(".git/hooks/" + hook);
        }

        shop.commit("Begin", Map.of("a.txt", "a"));

        assertThat(proof).doesNotExist();
    }

    @Test
    void saysWhatIsDirty() {
        shop.commit("Begin", Map.of("changed", "1", "deleted", "1", "staged", "1", "same", "1"));

        shop.write("staged", "2").stage();
        shop.write("changed", "2").delete("deleted").write("untracked", "1");

        assertThat(shop.dirtyPaths()).containsExactly("changed", "deleted", "staged", "untracked");
    }

    @Test
    void pushesToABareRepositoryBesideIt() {
        CommitId first = shop.commit("Begin", Map.of("a.txt", "a"));
        TemporaryRemote remote = shop.remote();

        assertThat(remote.path()).isEqualTo(shop.path().resolveSibling("shop.git"));
        assertThat(remote.head("main")).isEqualTo(first).isEqualTo(shop.head("origin/main"));

        CommitId second = shop.commit("Go on", Map.of("a.txt", "b"));
        assertThat(remote.head("main")).isEqualTo(first);
        shop.push();
        assertThat(remote.head("main")).isEqualTo(second);
        assertThat(remote.read("main", "a.txt")).hasValue("b");
        assertThat(remote.messages("main")).containsExactly("Go on", "Begin");
        assertThat(remote.hasBranch("other")).isFalse();
    }

    @Test
    void givesAColleagueACheckout() {
        shop.commit("Begin", Map.of("a.txt", "a"));
        TemporaryRemote remote = shop.remote();

        TemporaryRepository colleague = remote.checkOut(directory.resolve("colleague"));
        CommitId theirs = colleague.commit("Theirs", Map.of("b.txt", "b"));
        colleague.push();
        shop.commit("Mine", Map.of("a.txt", "b"));

        assertThat(colleague.read("a.txt")).isEqualTo("a");
        assertThat(remote.head("main")).isEqualTo(theirs);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(shop::push)
                .withMessageContaining("refs/heads/main");
    }

    @Test
    void switchesBetweenBranchesAndCommits() {
        CommitId first = shop.commit("Begin", Map.of("a.txt", "a"));
        shop.branch("topic").commit("Topic", Map.of("a.txt", "b"));

        shop.checkOut("main");
        assertThat(shop.read("a.txt")).isEqualTo("a");
        assertThat(shop.head("topic")).isNotEqualTo(first);
        shop.checkOut(shop.head("topic").hex());

        assertThat(shop.read("a.txt")).isEqualTo("b");
        CommitId detached = shop.commit("Detached", Map.of("a.txt", "c"));
        assertThat(shop.head()).isEqualTo(detached);
        assertThat(shop.head("topic")).isNotEqualTo(detached);
    }

    @Test
    void setsItsOwnConfiguration() throws IOException {
        shop.config("user.name", "Ada").config("branch.topic/x.y.remote", "origin");

        assertThat(Files.readString(shop.gitDirectory().resolve("config")))
                .contains("name = Ada")
                .contains("[branch \"topic/x.y\"]");
    }

    @Test
    void noticesAnyChangeOfItsState() {
        shop.commit("Begin", Map.of("a.txt", "a"));
        Map<String, String> before = shop.state();

        assertThat(shop.state()).isEqualTo(before);
        shop.write("a.txt", "b");
        assertThat(shop.state()).isNotEqualTo(before);
        shop.write("a.txt", "a");
        assertThat(shop.state()).isEqualTo(before);
        shop.makeExecutable("a.txt");

        assertThat(shop.state()).isNotEqualTo(before);
    }
}
