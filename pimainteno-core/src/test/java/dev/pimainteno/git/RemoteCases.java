package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.git.GitException.Reason;
import dev.pimainteno.git.TroubledLink.Trouble;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds of remotes behind a network, over whatever protocol. */
@Timeout(120)
abstract class RemoteCases {
    private static final int PART_OF_A_PUSH = 200_000;
    private byte[] large = new byte[2_000_000];

    @TempDir
    Path directory;

    NativeGit shop;
    NativeGit bare;

    @BeforeEach
    void makeRepositories() {
        new Random(1).nextBytes(large);
        shop = NativeGit.repository(directory.resolve("shop"));
        bare = shop.withRemote();
        bare.run("config", "receive.autogc", "false");
    }

    /** Returns the address of the remote where a server on this machine is at a port. */
    abstract String address(int port);

    abstract int port();

    abstract RemoteAccess access();

    /** Lets a second port of the same server be known as the first is. */
    abstract void alsoAt(int port) throws IOException;

    @Test
    void asksFetchesAndPushes() {
        String fetched = colleaguePushes();
        point(port());

        try (GitProject project = project(access());
                PrivateRepository repository = repository(project, access())) {
            Remote remote = project.heads().remote().orElseThrow();
            assertThat(remote.head().hex()).isEqualTo(fetched);
            assertThat(repository.fetch(remote, "main").hex()).isEqualTo(fetched);
            CommitId commit = change(repository, remote.head(), large);

            assertThat(repository.push(remote.uri(), "main", remote.head(), commit))
                    .isTrue();
            assertThat(bare.run("rev-parse", "main").strip()).isEqualTo(commit.hex());
            bare.run("fsck", "--strict");
        }
    }

    @Test
    void leavesABranchThatMovedMeanwhile() {
        point(port());

        try (GitProject project = project(access());
                PrivateRepository repository = repository(project, access())) {
            Remote remote = project.heads().remote().orElseThrow();
            CommitId commit = change(repository, remote.head(), large);
            String theirs = colleaguePushes();

            assertThat(repository.push(remote.uri(), "main", remote.head(), commit))
                    .isFalse();
            assertThat(bare.run("rev-parse", "main").strip()).isEqualTo(theirs);
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        alsoAt(free);
        point(free);

        assertRefused(access(), Reason.UNAVAILABLE, "Cannot reach the remote");
    }

    @Test
    void endsAPushThatStallsAndSaysThatNothingWasPushed() throws IOException {
        try (TroubledLink link = new TroubledLink(port(), PART_OF_A_PUSH, Trouble.SILENCE)) {
            GitException e = pushOver(link, Duration.ofSeconds(5));

            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(e).hasMessageEndingWith("nothing was pushed");
        }
        assertThat(bare.run("rev-parse", "main").strip()).isEqualTo(shop.head());
    }

    @Test
    void endsAPushToAPeerThatReadsNoMore() throws IOException {
        large = new byte[24_000_000]; // More than the buffers on the way hold, so that writing itself does not end.
        new Random(2).nextBytes(large);
        try (TroubledLink link = new TroubledLink(port(), PART_OF_A_PUSH, Trouble.SILENCE)) {
            GitException e = pushOver(link, Duration.ofSeconds(5), Duration.ofSeconds(8));

            assertThat(e.reason()).isEqualTo(Reason.UNKNOWN);
            assertThat(e).hasMessageEndingWith("the push may still go through");
        }
        assertThat(bare.run("rev-parse", "main").strip()).isEqualTo(shop.head());
    }

    @Test
    void saysThatNothingWasPushedWhenTheConnectionIsCut() throws IOException {
        try (TroubledLink link = new TroubledLink(port(), PART_OF_A_PUSH, Trouble.CUT)) {
            GitException e = pushOver(link, Duration.ofMinutes(1));

            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(e).hasMessageEndingWith("the branch is where it was: nothing was pushed");
        }
        assertThat(bare.run("rev-parse", "main").strip()).isEqualTo(shop.head());
        bare.run("fsck", "--strict");
    }

    @Test
    void saysThatItCannotBeToldWhenTheRemoteIsGone() throws IOException {
        try (TroubledLink link = new TroubledLink(port(), PART_OF_A_PUSH, Trouble.GONE)) {
            GitException e = pushOver(link, Duration.ofMinutes(1));

            assertThat(e.reason()).isEqualTo(Reason.UNKNOWN);
            assertThat(e).hasMessageContaining("cannot be told whether the branch has moved");
        }
        assertThat(bare.run("rev-parse", "main").strip()).isEqualTo(shop.head());
    }

    private GitException pushOver(TroubledLink link, Duration silence) throws IOException {
        return pushOver(link, silence, Duration.ofMinutes(1));
    }

    private GitException pushOver(TroubledLink link, Duration silence, Duration limit) throws IOException {
        alsoAt(link.port());
        RemoteAccess access = access().withLimits(silence, limit);
        point(link.port());
        try (GitProject project = project(access);
                PrivateRepository repository = repository(project, access)) {
            Remote remote = project.heads().remote().orElseThrow();
            CommitId commit = change(repository, remote.head(), large);

            GitException thrown = catchThrowableOfType(
                    GitException.class, () -> repository.push(remote.uri(), "main", remote.head(), commit));
            assertThat(thrown).isNotNull();
            return thrown;
        }
    }

    void point(int port) {
        shop.run("remote", "set-url", "origin", address(port));
    }

    GitProject project(RemoteAccess access) {
        return GitProject.open(
                Project.builder(ProjectId.of("shop"), shop.directory())
                        .delivery(DeliveryMode.PUSH)
                        .build(),
                access);
    }

    void assertRefused(RemoteAccess access, Reason reason, String... parts) {
        try (GitProject project = project(access)) {
            assertThatExceptionOfType(GitException.class)
                    .isThrownBy(project::heads)
                    .satisfies(e -> assertThat(e).hasMessageContainingAll(parts))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        }
    }

    private PrivateRepository repository(GitProject project, RemoteAccess access) {
        return PrivateRepository.open(directory.resolve("own.git"), project.objects(), access);
    }

    private String colleaguePushes() {
        NativeGit.in(directory).run("clone", "-q", bare.directory().toString(), "colleague");
        NativeGit colleague = NativeGit.in(directory.resolve("colleague"));
        colleague.run("config", "user.name", "Bob");
        colleague.run("config", "user.email", "bob@example.org");
        String commit = colleague.write("theirs.txt", "theirs\n").commit("Theirs");
        colleague.run("push", "-q", "origin", "main");
        return commit;
    }

    private static CommitId change(PrivateRepository repository, CommitId base, byte[] content) {
        TreeId before = repository.snapshot("main", base, 0).tree();
        TreeId tree = repository.write(before, Edits.of(FileEdit.create("large.bin", FileMode.REGULAR, content)));
        return repository.commit(tree, base, CommitIdentity.standard(), "Change", Instant.EPOCH);
    }
}
