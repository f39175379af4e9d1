package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException.Reason;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitProjectTest {
    @TempDir
    Path directory;

    @Test
    void readsTheHeadOfTheBranchThatIsCheckedOut() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));

        try (GitProject project = GitProject.open(project("shop").build())) {
            Heads heads = project.heads();

            assertThat(heads.branch()).isEqualTo("main");
            assertThat(heads.local().hex()).isEqualTo(git.head());
            assertThat(heads.remote()).isEmpty();
        }
    }

    @Test
    void asksTheRemoteWhenChangesAreToBePushed() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.withRemote();
        String pushed = git.head();
        git.write("a.txt", "four\n").commit("Not pushed yet");

        try (GitProject project =
                GitProject.open(project("shop").delivery(DeliveryMode.PUSH).build())) {
            Heads heads = project.heads();

            assertThat(heads.remote().orElseThrow().head().hex()).isEqualTo(pushed);
            assertThat(heads.local().hex()).isEqualTo(git.head());
        }
    }

    @Test
    void resolvesARelativeRemoteAgainstTheCheckout() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.withRemote();
        git.run("remote", "set-url", "origin", "../shop.remote.git");

        try (GitProject project =
                GitProject.open(project("shop").delivery(DeliveryMode.PUSH).build())) {
            assertThat(project.heads().remote().orElseThrow().head().hex()).isEqualTo(git.head());
        }
    }

    @Test
    void opensALinkedWorkTree() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.run("worktree", "add", "-q", "-b", "side", directory.resolve("side").toString());

        try (GitProject project = GitProject.open(project("side").build())) {
            assertThat(project.heads().branch()).isEqualTo("side");
            assertThat(project.objects()).isDirectoryContaining("glob:**/info");
        }
    }

    @Test
    void refusesWhatIsNoCheckout() throws IOException {
        Files.createDirectories(directory.resolve("empty"));
        Files.writeString(directory.resolve("file"), "");
        NativeGit.repository(directory.resolve("shop")).withRemote();

        assertRefused("missing", Reason.NOT_A_REPOSITORY, "does not exist");
        assertRefused("file", Reason.NOT_A_REPOSITORY, "is not a directory");
        assertRefused("empty", Reason.NOT_A_REPOSITORY, "is not the root of a Git checkout");
        assertRefused("shop.remote.git", Reason.UNSUPPORTED, "is a bare repository");
    }

    @Test
    void refusesASubdirectoryOfACheckout() throws IOException {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        Files.createDirectories(git.directory().resolve("src"));

        assertRefused("shop/src", Reason.NOT_A_REPOSITORY, "is not the root of a Git checkout");
    }

    @Test
    void refusesTheSha256ObjectFormat() {
        NativeGit.in(directory).run("init", "-q", "--object-format=sha256", "shop");

        assertRefused("shop", Reason.UNSUPPORTED, "sha256 object format");
    }

    @Test
    void refusesABranchThatIsMissingUnbornOrUnnamed() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        NativeGit.in(directory).run("init", "-q", "-b", "main", "unborn");

        assertHeadsRefused(project("shop").branch("release"), Reason.NO_BRANCH, "has no branch 'release'");
        assertHeadsRefused(project("unborn"), Reason.NO_BRANCH, "has no commit yet");
        git.run("checkout", "-q", "--detach");
        assertHeadsRefused(project("shop"), Reason.NO_BRANCH, "is detached: check out a branch, or name one");
    }

    @Test
    void refusesAMissingRemoteAndAMissingBranchThere() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));

        assertHeadsRefused(project("shop").remote("upstream"), Reason.NO_REMOTE, "has no remote 'upstream'");
        assertHeadsRefused(project("shop").delivery(DeliveryMode.PUSH), Reason.NO_REMOTE, "has no remote 'origin'");
        git.withRemote();
        git.run("checkout", "-q", "-b", "new");
        assertHeadsRefused(
                project("shop").delivery(DeliveryMode.PUSH), Reason.NO_REMOTE, "has no branch 'new': push it once");
    }

    @Test
    void saysThatARemoteCannotBeReached() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.run("remote", "add", "origin", directory.resolve("gone.git").toString());

        assertHeadsRefused(project("shop").delivery(DeliveryMode.PUSH), Reason.UNAVAILABLE, "Cannot reach the remote");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c true",
                "git://127.0.0.1/shop.git",
                "sftp://127.0.0.1/shop.git",
                "amazon-s3://bucket/shop.git",
                "https://me:secret@127.0.0.1:1/shop.git",
                "ssh://-oProxyCommand=true/shop.git",
                "-oProxyCommand=true:shop.git"
            })
    void saysThatATransportIsNotSupported(String address) {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.run("config", "remote.origin.url", address);

        assertHeadsRefused(project("shop").delivery(DeliveryMode.PUSH), Reason.UNSUPPORTED, "is not used: ");
    }

    @Test
    void refusesARemoteThatTheRepositoryRewrites() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.run("remote", "add", "origin", "https://example.org/shop.git");
        git.run("config", "url.ext::sh -c true .insteadOf", "https://example.org/");

        assertHeadsRefused(
                project("shop").delivery(DeliveryMode.PUSH), Reason.UNSUPPORTED, "git remote set-url origin ADDRESS");
    }

    @Test
    void namesTheRepositorysIdentityOrNone() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));

        try (GitProject project = GitProject.open(project("shop").build())) {
            assertThat(project.identity()).contains(new CommitIdentity("Ada", "ada@example.org"));
        }
        git.run("config", "user.email", "");
        try (GitProject project = GitProject.open(project("shop").build())) {
            assertThat(project.identity()).isEmpty();
        }
    }

    private Project.Builder project(String name) {
        return Project.builder(ProjectId.of("shop"), directory.resolve(name));
    }

    private void assertRefused(String name, Reason reason, String part) {
        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> GitProject.open(project(name).build()).close())
                .withMessageContaining(part)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertHeadsRefused(Project.Builder settings, Reason reason, String part) {
        try (GitProject project = GitProject.open(settings.build())) {
            assertThatExceptionOfType(GitException.class)
                    .isThrownBy(project::heads)
                    .withMessageContaining(part)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        }
    }

    @Test
    void readsAFileAsItWasCommittedAndHowLongAgo() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.write("codex.md", "old\n").commit("Begin to sum up");
        git.write("codex.md", "new\n").commit("Sum up");
        CommitId summed = new CommitId(git.head());
        git.write("a.txt", "b\n").commit("Work");
        git.write("a.txt", "c\n").commit("Work on");
        CommitId head = new CommitId(git.head());
        git.write("codex.md", "not committed\n");

        try (GitProject project = GitProject.open(project("shop").build())) {
            CommittedFile file = project.file(head, "codex.md").orElseThrow();

            assertThat(file.text()).isEqualTo("new\n");
            assertThat(file.lastChange())
                    .hasValueSatisfying(change -> assertThat(change.id()).isEqualTo(summed));
            assertThat(file.commitsSince()).isEqualTo(2);
            assertThat(project.file(head, "none.md")).isEmpty();
            assertThat(project.file(summed, "codex.md").orElseThrow().commitsSince())
                    .isZero();
        }
    }

    @Test
    void takesALinkInThePlaceOfAFileForNone() throws IOException {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        Files.createSymbolicLink(directory.resolve("shop/codex.md"), Path.of("a.txt"));
        git.commit("Link");

        try (GitProject project = GitProject.open(project("shop").build())) {
            assertThat(project.file(new CommitId(git.head()), "codex.md")).isEmpty();
        }
    }
}
