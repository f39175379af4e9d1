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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The remote's end of a push is killed around the moment at which it moves the branch. */
class PushBrokenOffTest {
    @TempDir
    Path directory;

    private NativeGit bare;
    private GitProject project;
    private PrivateRepository repository;
    private Remote remote;
    private CommitId commit;

    @BeforeEach
    void makeACommit() {
        NativeGit shop = NativeGit.repository(directory.resolve("shop"));
        bare = shop.withRemote();
        project = GitProject.open(Project.builder(ProjectId.of("shop"), shop.directory())
                .delivery(DeliveryMode.PUSH)
                .build());
        repository = PrivateRepository.open(directory.resolve("own.git"), project.objects());
        remote = project.heads().remote().orElseThrow();
        commit = repository.commit(
                repository.tree(remote.head()), remote.head(), CommitIdentity.standard(), "Ours\n", Instant.EPOCH);
    }

    @AfterEach
    void close() {
        repository.close();
        project.close();
    }

    @Test
    void beforeItSaysThatNothingWasPushed() throws IOException {
        whenTheMoveIs("prepared", "");

        assertThatExceptionOfType(GitException.class)
                .isThrownBy(this::push)
                .withMessageEndingWith("the branch is where it was: nothing was pushed")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(head()).isEqualTo(remote.head().hex());
    }

    @Test
    void afterItKnowsThatTheCommitIsThere() throws IOException {
        whenTheMoveIs("committed", "");

        assertThat(push()).isTrue();
        assertThat(head()).isEqualTo(commit.hex());
    }

    @Test
    void afterItKnowsTheCommitBelowAColleaguesThatWasFaster() throws IOException {
        whenTheMoveIs("committed", movingOnFrom("main"));

        assertThat(push()).isTrue();
        assertThat(bare.run("rev-parse", "main~").strip()).isEqualTo(commit.hex());
    }

    @Test
    void saysThatTheBranchHasMovedElsewhere() throws IOException {
        String base = remote.head().hex();
        whenTheMoveIs("committed", "git update-ref refs/heads/main " + base + "\n" + movingOnFrom(base));

        assertThat(push()).isFalse();
        assertThat(bare.run("rev-parse", "main~").strip()).isEqualTo(base);
    }

    @Test
    void saysThatItIsUnknownWhenTheRemoteIsGone() throws IOException {
        Path away = directory.resolve("away.git");
        whenTheMoveIs("committed", "mv '" + bare.directory() + "' '" + away + "'\n");

        assertThatExceptionOfType(GitException.class)
                .isThrownBy(this::push)
                .withMessageContaining("cannot be told whether the branch has moved")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN));
        assertThat(NativeGit.in(away).run("rev-parse", "main").strip()).isEqualTo(commit.hex());
    }

    private boolean push() {
        return repository.push(remote.uri(), "main", remote.head(), commit);
    }

    private String head() {
        return bare.run("rev-parse", "main").strip();
    }

    private static String movingOnFrom(String base) {
        return "commit=$(git -c user.name=Bob -c user.email=bob@example.org commit-tree -p " + base
                + " -m Theirs 'main^{tree}')\ngit update-ref refs/heads/main $commit\n";
    }

    /** Lets the remote do something in the midst of the one push, and then end without a word. */
    private void whenTheMoveIs(String state, String script) throws IOException {
        Path hook = bare.directory().resolve("hooks/reference-transaction");
        Files.createDirectories(hook.getParent());
        Files.writeString(
                hook,
                "#!/bin/sh\n[ \"$1\" = " + state + " ] || exit 0\nmkdir '" + directory.resolve("once")
                        + "' 2>/dev/null || exit 0\n" + script + "kill -9 $PPID\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
    }
}
