package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.git.GitException.Reason;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of repositories that Git makes: each one works, or is refused by its name and with a remedy. */
class RepositoryKindsTest {
    private static final int SOMEBODY_ELSE = 12_345;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "extensions.objectFormat|sha256|sha256 object format",
                "extensions.compatObjectFormat|sha256|sha256 object format",
                "extensions.refStorage|reftable|git refs migrate --ref-format=files",
                "extensions.fromTheFuture|true|the extension 'fromthefuture'",
                "extensions.partialClone|origin|is a partial clone",
                "remote.origin.promisor|true|git fetch --refetch --no-filter origin",
                "core.repositoryFormatVersion|2|format version 2",
                "core.bare|true|a bare repository: name a checkout of it",
                "core.worktree|/tmp|core.worktree = /tmp",
            })
    void refusesByNameWhatItCannotWorkWith(String key, String value, String part) {
        NativeGit.repository(directory.resolve("shop")).run("config", key, value);

        assertRefused("shop", Reason.UNSUPPORTED, part);
    }

    @ParameterizedTest
    @CsvSource({"extensions.noop,true", "extensions.preciousObjects,true", "extensions.objectFormat,sha1"})
    void worksWithExtensionsThatChangeNothingHere(String key, String value) {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        git.run("config", "core.repositoryFormatVersion", "1");
        git.run("config", key, value);

        assertThat(headOf("shop")).isEqualTo(git.head());
    }

    @Test
    void refusesARealSha256RepositoryAndARealPartialClone() {
        NativeGit.in(directory).run("init", "-q", "--object-format=sha256", "new");
        partialClone();

        assertRefused("new", Reason.UNSUPPORTED, "sha256 object format");
        assertRefused("partial", Reason.UNSUPPORTED, "lacks objects that are only at 'origin'");
    }

    @Test
    void worksWithAPartialCloneAfterTheRemedyThatItNames() {
        NativeGit partial = partialClone();

        partial.run("fetch", "-q", "--refetch", "--no-filter", "origin");
        partial.run("config", "--unset", "remote.origin.promisor");

        assertThat(snapshot("partial", 5).files().content("a.txt")).asString().isEqualTo("other\n");
        assertThat(partial.run("rev-list", "--objects", "--missing=print", "--all"))
                .doesNotContain("?");
    }

    private NativeGit partialClone() {
        NativeGit origin = NativeGit.repository(directory.resolve("origin"));
        origin.run("config", "uploadpack.allowFilter", "true");
        origin.write("a.txt", "other\n").commit("More");
        NativeGit.in(directory).run("clone", "-q", "--filter=blob:none", "file://" + origin.directory(), "partial");
        NativeGit partial = NativeGit.in(directory.resolve("partial"));
        partial.run("config", "gc.auto", "0");
        return partial;
    }

    @Test
    void worksWithAShallowCloneAndFollowsItWhenItBecomesWhole() {
        NativeGit origin = NativeGit.repository(directory.resolve("origin"));
        for (int i = 0; i < 5; i++) {
            origin.write("a.txt", i + "\n").commit("Commit " + i);
        }
        NativeGit.in(directory).run("clone", "-q", "--depth=2", "file://" + origin.directory(), "shallow");

        assertThat(headOf("shallow")).isEqualTo(origin.head());
        assertThat(snapshot("shallow", 20).history()).hasSize(2);
        NativeGit.in(directory.resolve("shallow")).run("fetch", "-q", "--unshallow");
        assertThat(snapshot("shallow", 20).history()).hasSize(6);
    }

    @Test
    void keepsSubmodulesAsTheyAre() {
        NativeGit part = NativeGit.repository(directory.resolve("part"));
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        addSubmodule(git, part);
        git.commit("Add a part");

        try (GitProject project = open("shop");
                PrivateRepository repository =
                        PrivateRepository.open(directory.resolve("own.git"), project.objects())) {
            CommitId head = project.localHead("main");
            Snapshot snapshot = repository.snapshot("main", head, 1);
            TreeId tree = repository.write(
                    snapshot.tree(), Edits.of(FileEdit.create("b.txt", FileMode.REGULAR, new byte[] {'b'})));
            CommitId commit = repository.commit(tree, head, CommitIdentity.standard(), "Change", Instant.EPOCH);

            assertThat(snapshot.files().entry("part").orElseThrow().mode()).isEqualTo(FileMode.GITLINK);
            assertThat(project.checkout("main").followable()).isTrue();
            assertThat(new WorkTree(directory.resolve("tree"), repository)
                            .layOut(head, tree)
                            .resolve("part/a.txt"))
                    .doesNotExist();
            assertThat(project.advance("main", head, commit, repository).checkoutUpdated())
                    .isTrue();
        }
        assertThat(git.run("ls-tree", "HEAD", "part")).contains("160000 commit " + part.head());
        assertThat(directory.resolve("shop/part/a.txt")).exists();
        assertThat(git.run("status", "--porcelain")).isEmpty();
    }

    @Test
    void keepsPointersOfGitLfsAndChangesNoFileBehindThem() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 1\n";
        git.write("logo.png", pointer).commit("Add a pointer");
        git.write(".gitattributes", "*.png filter=lfs diff=lfs merge=lfs -text\n")
                .commit("Use Git LFS");

        try (GitProject project = open("shop");
                PrivateRepository repository =
                        PrivateRepository.open(directory.resolve("own.git"), project.objects())) {
            TreeId tree =
                    repository.snapshot("main", project.localHead("main"), 1).tree();
            Edits beside = Edits.of(FileEdit.create("b.txt", FileMode.REGULAR, new byte[] {'b'}));
            Edits behind = Edits.of(FileEdit.modify("logo.png", FileMode.REGULAR, new byte[] {'b'}));

            assertThat(new WorkTree(directory.resolve("tree"), repository)
                            .layOut(project.localHead("main"), repository.write(tree, beside))
                            .resolve("logo.png"))
                    .hasContent(pointer);
            assertThatExceptionOfType(GitException.class)
                    .isThrownBy(() -> repository.write(tree, behind))
                    .withMessageContaining("'logo.png' is stored through the filter 'lfs'")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
            assertThat(repository.write(tree, Edits.of(FileEdit.delete("logo.png"))))
                    .isNotEqualTo(tree);
        }
    }

    @Test
    void takesASubmoduleThatNobodyFetchedForNoChange() {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        addSubmodule(git, NativeGit.repository(directory.resolve("part")));
        git.commit("Add a part");
        NativeGit.in(directory).run("clone", "-q", "shop", "copy");

        try (GitProject project = open("copy")) {
            assertThat(project.checkout("main").description()).isEqualTo("clean");
            NativeGit.in(directory.resolve("copy")).write("part/mine.txt", "mine\n");
            assertThat(project.checkout("main").description()).contains("(part)");
        }
    }

    @Test
    void worksInTheCheckoutOfASubmodule() {
        NativeGit part = NativeGit.repository(directory.resolve("part"));
        addSubmodule(NativeGit.repository(directory.resolve("shop")), part);

        assertThat(headOf("shop/part")).isEqualTo(part.head());
    }

    @Test
    void worksWithAGitDirectoryElsewhereOnceItLeadsBack() {
        NativeGit.in(directory).run("init", "-q", "-b", "main", "--separate-git-dir=store", "shop");
        NativeGit git = NativeGit.in(directory.resolve("shop"));
        git.run("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "Begin");

        assertRefused("shop", Reason.UNSUPPORTED, "config core.worktree " + git.directory());
        git.run("config", "core.worktree", git.directory().toString());
        assertThat(headOf("shop")).isEqualTo(git.head());
    }

    @Test
    void refusesToBeLedIntoARepositoryThatIsNotTheCheckouts() throws IOException {
        NativeGit secret = NativeGit.repository(directory.resolve("secret"));
        secret.run(
                "worktree", "add", "-q", "-b", "side", directory.resolve("side").toString());
        Path dotGit = Files.createDirectories(directory.resolve("shop")).resolve(".git");

        Files.writeString(dotGit, "gitdir: " + secret.directory().resolve(".git") + "\n");
        assertRefused("shop", Reason.UNSUPPORTED, "which does not lead back");
        Files.delete(dotGit);
        Files.createSymbolicLink(dotGit, secret.directory().resolve(".git"));
        assertRefused("shop", Reason.UNSUPPORTED, "is a symbolic link");
        Files.delete(dotGit);
        Files.copy(directory.resolve("side/.git"), dotGit);
        assertRefused("shop", Reason.UNSUPPORTED, "git worktree repair");
        Files.delete(dotGit);
        Files.createDirectories(dotGit);
        Files.writeString(
                dotGit.resolve("commondir"), secret.directory().resolve(".git").toString());
        assertRefused("shop", Reason.UNSUPPORTED, "by a file 'commondir'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "refs", "info", "objects/pack"})
    void refusesLinksInPlaceOfDirectories(String name) throws IOException {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        Path place = git.directory().resolve(".git").resolve(name);
        Files.createDirectories(place);
        Files.move(place, directory.resolve("elsewhere"));
        Files.createSymbolicLink(place, directory.resolve("elsewhere"));

        assertRefused("shop", Reason.UNSUPPORTED, "links are not followed there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "HEAD", "packed-refs", "shallow", "index", "commondir"})
    @Timeout(20)
    void doesNotWaitForAPipeInPlaceOfAFile(String name) throws Exception {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        Path file = git.directory().resolve(".git").resolve(name);
        Files.deleteIfExists(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> open("shop").close())
                .withMessageContaining(name);
    }

    @Test
    void followsAlternatesOfTheSameOwner() {
        NativeGit origin = NativeGit.repository(directory.resolve("origin"));
        NativeGit.in(directory).run("clone", "-q", "--shared", "origin", "shared");

        assertThat(headOf("shared")).isEqualTo(origin.head());
        assertThat(snapshot("shared", 1).files().content("a.txt")).asString().startsWith("one");
    }

    @Test
    void refusesAlternatesOfSomebodyElse() throws IOException {
        NativeGit.repository(directory.resolve("origin"));
        NativeGit.in(directory).run("clone", "-q", "--shared", "origin", "shared");
        giveAway("origin/.git/objects");

        assertRefused("shared", Reason.UNSUPPORTED, "which belongs to another user");
    }

    @Test
    void refusesTheRepositoryOfSomebodyElse() throws IOException {
        NativeGit.repository(directory.resolve("shop"));
        giveAway("shop/.git");

        assertRefused(
                "shop", Reason.NOT_PERMITTED, "git config --global --add safe.directory " + directory.resolve("shop"));
    }

    @Test
    void refusesAConfigurationThatCannotBeRead() throws IOException {
        NativeGit git = NativeGit.repository(directory.resolve("shop"));
        Files.writeString(git.directory().resolve(".git/config"), "[core\n");

        assertRefused("shop", Reason.NOT_A_REPOSITORY, "cannot be read");
    }

    private static void addSubmodule(NativeGit git, NativeGit part) {
        git.run(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "-q",
                "add",
                part.directory().toString(),
                "part");
    }

    private void giveAway(String name) throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root can give things away");
        Files.setAttribute(directory.resolve(name), "unix:uid", SOMEBODY_ELSE);
    }

    private GitProject open(String name) {
        return GitProject.open(
                Project.builder(ProjectId.of("shop"), directory.resolve(name)).build());
    }

    private String headOf(String name) {
        try (GitProject project = open(name)) {
            return project.localHead(project.branch()).hex();
        }
    }

    private Snapshot snapshot(String name, int history) {
        try (GitProject project = open(name);
                PrivateRepository repository =
                        PrivateRepository.open(directory.resolve("own.git"), project.objects())) {
            return repository.snapshot("main", project.localHead("main"), history);
        }
    }

    private void assertRefused(String name, Reason reason, String part) {
        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> open(name).close())
                .withMessageContaining(part)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
