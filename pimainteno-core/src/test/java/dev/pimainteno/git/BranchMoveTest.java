package dev.pimainteno.git;

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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that was killed while it had locked the branch of the user's repository. */
class BranchMoveTest {
    @TempDir
    Path directory;

    private NativeGit git;
    private Path lock;
    private Path staging;
    private GitProject project;
    private PrivateRepository repository;
    private CommitId commit;

    @BeforeEach
    void makeAChange() {
        git = NativeGit.repository(directory.resolve("shop"));
        lock = git.directory().resolve(".git/refs/heads/main.lock");
        staging = git.directory().resolve(".git/pimainteno");
        project = GitProject.open(
                Project.builder(ProjectId.of("shop"), git.directory()).build());
        repository = PrivateRepository.open(directory.resolve("own.git"), project.objects());
        commit = repository.commit(
                repository.write(
                        repository.tree(head()),
                        Edits.of(FileEdit.modify("a.txt", FileMode.REGULAR, "changed\n".getBytes(UTF_8)))),
                head(),
                CommitIdentity.standard(),
                "Change\n",
                Instant.EPOCH);
    }

    @AfterEach
    void close() {
        repository.close();
        project.close();
    }

    @ParameterizedTest(name = "checked out: {0}")
    @ValueSource(booleans = {true, false})
    void isTakenBackAndCanBeMadeAgain(boolean checkedOut) throws IOException {
        if (!checkedOut) {
            git.run("checkout", "-q", "-b", "side");
        }
        cutOff(commit.hex() + "\n");

        assertThat(project.settle()).isPresent();

        assertThat(lock).doesNotExist();
        assertThat(staging).doesNotExist();
        CommitId main = new CommitId(git.run("rev-parse", "main").strip());
        assertThat(project.advance("main", main, commit, repository).moved()).isTrue();
        assertThat(git.run("rev-parse", "main").strip()).isEqualTo(commit.hex());
    }

    @Test
    void isTakenBackThoughTheLockHadNotBeenWritten() throws IOException {
        cutOff("");

        project.settle();

        assertThat(lock).doesNotExist();
    }

    @Test
    void leavesTheLockOfAStranger() throws IOException {
        cutOff(git.head() + "\n");

        assertThat(project.settle()).isPresent();

        assertThat(lock).exists();
        assertThat(staging).doesNotExist();
    }

    @Test
    void leavesAnEmptyLockThatSomebodyHasMadeLater() throws IOException {
        cutOff("");
        Files.setLastModifiedTime(staging.resolve("move"), FileTime.from(Instant.EPOCH));

        assertThat(project.settle()).isPresent();

        assertThat(lock).exists();
    }

    @Test
    void leavesALockWhereNoMoveHadBegun() throws IOException {
        Files.createDirectory(staging);
        Files.writeString(lock, commit.hex() + "\n");

        assertThat(project.settle()).isPresent();

        assertThat(lock).exists();
    }

    private void cutOff(String locked) throws IOException {
        Files.createDirectory(staging);
        try (HardenedRepository opened =
                HardenedRepository.ofOwn(git.directory().resolve(".git"))) {
            new BranchMove(opened, staging).begin("main", ObjectId.fromString(commit.hex()));
        }
        Files.writeString(lock, locked);
    }

    private CommitId head() {
        return new CommitId(git.head());
    }
}
