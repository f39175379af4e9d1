package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
    @TempDir
    Path directory;

    @Test
    void writesDownTheRepositoryThatTheDirectoryLiesIn() {
        TemporaryRepository shop = repository("shop").write("Makefile", "test:\n\t./test.sh\n");
        shop.write("src/deep/Shop.java", "");
        Map<String, String> before = shop.state();

        Invocation init = TestedCommand.in(directory.resolve("shop/src/deep")).run("init", "--config", "here.toml");

        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(init.err()).isEmpty();
        assertThat(init.out()).isEqualTo("""
                        shop: %s
                          verify: make test  (from Makefile)

                        Wrote here.toml. Everything is on observe: changes are shown, nothing is touched.

                        Next:
                          pimainteno doctor --config 'here.toml'
                          pimainteno --one-shot --dry-run --config 'here.toml'
                        """.formatted(shop.path()));
        assertThat(load("shop/src/deep/here.toml").projects())
                .extracting(Project::path)
                .containsExactly(shop.path());
        shop.delete("src/deep/here.toml");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void findsRepositoriesBelowAndSaysWhatItLeavesOut() throws IOException {
        repository("b");
        repository("a/inner").write("Cargo.toml", "[package]\n");
        repository("b/vendored");
        repository("too/far/away");
        repository("node_modules/dependency");
        repository(".hidden");
        Files.createDirectories(directory.resolve("site.git/objects"));
        Files.createDirectories(directory.resolve("site.git/refs"));
        Files.writeString(directory.resolve("site.git/HEAD"), "ref: refs/heads/main\n");
        gitLink("tree", "gitdir: /srv/shop/.git/worktrees/tree\n");
        gitLink("part", "gitdir: ../.git/modules/part\n");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("b"));

        Invocation init = TestedCommand.in(directory).run("init");

        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(load("PiMainteno.toml").projects())
                .extracting(Project::path)
                .containsExactly(directory.resolve("a/inner"), directory.resolve("b"));
        assertThat(init.out())
                .contains(
                        "left out: " + directory.resolve("part") + ": a submodule of another repository\n"
                                + "left out: " + directory.resolve("site.git")
                                + ": a bare repository: name a checkout of it\n"
                                + "left out: " + directory.resolve("tree") + ": a linked work tree of a repository\n",
                        "b: " + directory.resolve("b") + "\n  verify: nothing guessed: no build file says",
                        "\n  pimainteno doctor\n  pimainteno --one-shot --dry-run\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "it's \"so\"", "back\\slash", "日本 ünï", "-n", "#x = [1]", "x..."})
    void copesWithOddNames(String name) {
        repository(name);

        Invocation init = TestedCommand.in(directory).run("init");

        assertThat(init.exitCode()).as(init.err()).isZero();
        Configuration configuration = load("PiMainteno.toml");
        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.projects()).extracting(Project::path).containsExactly(directory.resolve(name));
        assertThat(TestedCommand.in(directory).run("config", "check").exitCode())
                .isZero();
    }

    @Test
    void showsADirectoryThatCouldNotBeWrittenDownWithoutItsControlCharacters() {
        repository("tw\u001bo");

        Invocation init = TestedCommand.in(directory).run("init");

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err())
                .contains("left out: " + directory.resolve("tw<1b>o") + ": its path has control characters")
                .doesNotContain("\u001b");
        assertThat(directory.resolve("PiMainteno.toml")).doesNotExist();
    }

    @Test
    void givesNamesakesNamesOfTheirOwn() {
        repository("x/shop");
        repository("y/shop");
        repository("z/Shop");

        TestedCommand.in(directory).run("init", "x/shop", "y/shop/", "./z/Shop", "x/shop");

        assertThat(load("PiMainteno.toml").projects())
                .extracting(project -> project.id().value())
                .containsExactly("shop", "shop-2", "Shop-3");
    }

    @Test
    void writesEveryGuessAndMeansTheFirst() throws IOException {
        repository("shop")
                .write("package.json", "{\"scripts\":{\"test\":\"jest\"},\"devDependencies\":{\"jest\":\"30\"}}")
                .write("yarn.lock", "")
                .write("Makefile", "check:\n");

        TestedCommand.in(directory).run("init");

        assertThat(Files.readString(directory.resolve("PiMainteno.toml"))).contains("""
                # Guessed from package.json and yarn.lock:
                verify = [["yarn", "install", "--frozen-lockfile"], ["yarn", "test"]]
                # Or, from Makefile:
                #verify = [["make", "check"]]
                """);
        assertThat(load("PiMainteno.toml").projects().get(0).verify())
                .containsExactly(Command.of("yarn", "install", "--frozen-lockfile"), Command.of("yarn", "test"));
    }

    @Test
    void saysThatNoBranchIsCheckedOut() {
        TemporaryRepository shop = repository("shop");
        shop.checkOut(shop.head().toString());

        Invocation init = TestedCommand.in(directory).run("init");

        assertThat(init.out()).contains("  note: no branch is checked out: check one out, or name it with branch = ");
        assertThat(load("PiMainteno.toml").warnings()).isEmpty();
    }

    @Test
    void printsWithoutWriting() throws IOException {
        repository("shop");
        Files.writeString(directory.resolve("PiMainteno.toml"), "mine");

        Invocation init = TestedCommand.in(directory).run("init", "--print");

        assertThat(init.exitCode()).isZero();
        assertThat(init.out()).startsWith("# PiMainteno.toml, written by").contains("\n[[projects]]\npath = ");
        assertThat(init.err()).startsWith("shop: " + directory.resolve("shop") + "\n");
        assertThat(directory.resolve("PiMainteno.toml")).hasContent("mine");
    }

    @Test
    void replacesNoFile() throws IOException {
        repository("shop");
        Files.writeString(directory.resolve("PiMainteno.toml"), "mine");

        Invocation init = TestedCommand.in(directory).run("init");

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err()).startsWith("pimainteno: PiMainteno.toml exists already, and is not replaced; ");
        assertThat(init.out()).isEmpty();
        assertThat(directory.resolve("PiMainteno.toml")).hasContent("mine");
    }

    @Test
    void replacesNoLinkToNothing() throws IOException {
        repository("shop");
        Files.createSymbolicLink(directory.resolve("PiMainteno.toml"), directory.resolve("gone.toml"));

        Invocation init = TestedCommand.in(directory).run("init");

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(directory.resolve("gone.toml")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoCheckout() throws IOException {
        repository("shop").write("src/a.txt", "");
        Files.writeString(directory.resolve("file"), "");
        Files.createDirectories(directory.resolve("plain"));

        assertMisused("missing does not exist", "missing");
        assertMisused("file is not a directory", "file");
        assertMisused("plain is not a Git checkout (there is no .git in it)", "shop", "plain");
        assertMisused("shop/src is not the root of its Git checkout: name " + directory.resolve("shop"), "shop/src");
        assertThat(directory.resolve("PiMainteno.toml")).doesNotExist();
    }

    @Test
    void saysThatThereIsNoRepository() {
        assertMisused(
                "no Git checkout around " + directory + " or up to two levels below it; name one: pimainteno init DIR");
    }

    @Test
    void saysThatTheFileCannotBeWritten() throws IOException {
        repository("shop");

        Invocation nowhere = TestedCommand.in(directory).run("init", "--config", "no/such/place.toml");

        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.err())
                .isEqualTo("pimainteno: Cannot write no/such/place.toml: there is no "
                        + directory.resolve("no/such/place.toml") + "\n");
    }

    @Test
    void saysThatTheDirectoryIsNotThisUsersToWrite() throws IOException {
        repository("shop");
        Path locked = Files.createDirectory(
                directory.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(locked), "this user is a superuser, whom permissions do not bind");

        Invocation denied = TestedCommand.in(directory).run("init", "--config", "locked/x.toml");
        assertThat(denied.exitCode()).isEqualTo(1);
        assertThat(denied.err()).contains("Cannot write locked/x.toml: this user may not access ");
    }

    private void assertMisused(String sentence, String... directories) {
        String[] arguments = new String[directories.length + 1];
        arguments[0] = "init";
        System.arraycopy(directories, 0, arguments, 1, directories.length);

        Invocation init = TestedCommand.in(directory).run(arguments);

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err()).isEqualTo("pimainteno: " + sentence + "\nTry 'pimainteno init --help'.\n");
        assertThat(init.out()).isEmpty();
    }

    private TemporaryRepository repository(String name) {
        TemporaryRepository repository = TemporaryRepository.create(directory.resolve(name));
        repository.commit("Begin", Map.of("README.md", "shop\n"));
        return repository;
    }

    private void gitLink(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve(name));
        Files.writeString(directory.resolve(name).resolve(".git"), text);
    }

    private Configuration load(String file) {
        return Configuration.load(directory.resolve(file), Map.of("HOME", directory.toString()));
    }
}
