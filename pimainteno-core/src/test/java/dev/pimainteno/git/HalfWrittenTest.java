package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves that is killed between the making of a file and its renaming. */
class HalfWrittenTest {
    @TempDir
    Path directory;

    private NativeGit shop;
    private String theirs;

    @BeforeEach
    void letAColleaguePush() {
        shop = NativeGit.repository(directory.resolve("shop"));
        NativeGit bare = shop.withRemote();
        NativeGit.in(directory).run("clone", "-q", bare.directory().toString(), "colleague");
        NativeGit colleague = NativeGit.in(directory.resolve("colleague"));
        colleague.run("config", "user.name", "Bob");
        colleague.run("config", "user.email", "bob@example.org");
        theirs = colleague.write("theirs.txt", "theirs\n").commit("Theirs");
        colleague.run("push", "-q", "origin", "main");
    }

    @Test
    void isDeletedAndNothingElse() throws IOException {
        try (GitProject project = project();
                PrivateRepository repository = repository(project)) {
            fetch(project, repository);
            List<Path> whole = files();
            for (String name : List.of(
                    "objects/noz4711.tmp",
                    "objects/incoming_4711.pack",
                    "objects/incoming_4711.idx",
                    "objects/pack/pack-0123456789012345678901234567890123456789.pack",
                    "refs/pimainteno/origin/main.lock",
                    "refs/heads/main.lock",
                    "FETCH_HEAD.lock",
                    "HEAD.lock")) {
                Files.writeString(own().resolve(name), "half");
            }

            repository.deleteHalfWritten();

            assertThat(files()).isEqualTo(whole);
        }
    }

    /** Who deletes what is half written holds the project, and relies on it that nobody writes there then. */
    @Test
    void isNothingOfAFetchThatIsOver() throws IOException {
        NativeGit colleague = NativeGit.in(directory.resolve("colleague"));
        try (GitProject project = project();
                PrivateRepository repository = repository(project)) {
            for (int i = 0; i < 5; i++) {
                colleague.write("theirs.txt", i + "\n").commit("Theirs, " + i);
                colleague.run("push", "-q", "origin", "main");

                fetch(project, repository);

                assertThat(files()).noneMatch(file -> file.toString().endsWith(".lock"));
            }
        }
    }

    @Test
    void ofAFetchDoesNotHinderTheNext() throws IOException {
        try (GitProject project = project();
                PrivateRepository repository = repository(project)) {
            fetch(project, repository);
        }
        // The pack was in place already, its index was not, and the branch was locked.
        Files.delete(only("objects/pack", ".idx"));
        Path branch = own().resolve("refs/pimainteno/origin/main");
        Files.move(branch, branch.resolveSibling("main.lock"));

        try (GitProject project = project();
                PrivateRepository repository = repository(project)) {
            repository.deleteHalfWritten();

            CommitId fetched = fetch(project, repository);
            assertThat(fetched.hex()).isEqualTo(theirs);
            assertThat(repository.snapshot("main", fetched, 1).files().entry("theirs.txt"))
                    .isPresent();
        }
    }

    @Test
    void ofAnotherDirectoryIsReplaced() throws IOException {
        try (GitProject project = project();
                PrivateRepository repository = repository(project)) {
            fetch(project, repository);
        }
        Path alternates = own().resolve("objects/info/alternates");
        Files.delete(alternates);
        Files.writeString(alternates.resolveSibling("alternates.tmp"), "/tm");
        Files.writeString(own().resolve("shallow.tmp"), "0123");

        try (GitProject project = project();
                PrivateRepository repository = repository(project)) {
            assertThat(repository.has(new CommitId(shop.head()))).isTrue();
            assertThat(files()).noneMatch(file -> file.toString().endsWith(".tmp"));
            assertThat(alternates).exists();
        }
    }

    @Test
    void ofAWorkTreeDoesNotHinderTheNextLayout() throws IOException {
        Path root = directory.resolve("tree");
        CommitId head = new CommitId(shop.head());
        try (GitProject project = project();
                PrivateRepository repository = repository(project)) {
            WorkTree workTree = new WorkTree(root, repository);
            workTree.layOut(head, repository.tree(head));
            for (String lock : List.of("HEAD.lock", "index.lock")) {
                Files.writeString(root.resolve(".git").resolve(lock), "half");
            }
            CommitId fetched = fetch(project, repository);

            workTree.layOut(fetched, repository.tree(fetched));

            assertThat(NativeGit.in(root).head()).isEqualTo(theirs);
            assertThat(root.resolve("theirs.txt")).exists();
        }
    }

    private Path own() {
        return directory.resolve("own.git");
    }

    private Path only(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(own().resolve(folder))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(own())) {
            return files.sorted().toList();
        }
    }

    private GitProject project() {
        return GitProject.open(Project.builder(ProjectId.of("shop"), shop.directory())
                .delivery(DeliveryMode.PUSH)
                .build());
    }

    private PrivateRepository repository(GitProject project) {
        return PrivateRepository.open(own(), project.objects());
    }

    private static CommitId fetch(GitProject project, PrivateRepository repository) {
        return repository.fetch(project.heads().remote().orElseThrow(), "main");
    }
}
