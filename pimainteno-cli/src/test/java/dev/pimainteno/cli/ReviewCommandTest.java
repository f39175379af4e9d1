package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.project.RunId;
import dev.pimainteno.testing.TemporaryRemote;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The review queue through the command line, with a real remote. */
class ReviewCommandTest {
    private static final String BEGIN = "shop\na smal shop\n";
    private static final String CHAPTERS = "\nline\n".repeat(12);

    @TempDir
    Path directory;

    private MaintainedShop shop;
    private TemporaryRemote remote;

    @BeforeEach
    void makeShop() {
        shop = MaintainedShop.in(directory)
                .configure("delivery = \"hold\"\nverify = [[\"grep\", \"-q\", \"shop\", \"README.md\"]]\n");
        remote = shop.repository().remote();
    }

    @Test
    void holdsEditsAndPushesOnTheMovedBaseAndTheCheckoutFollows() throws IOException {
        RunId held = held();
        assertThat(remote.messages("main")).hasSize(1);
        Path editor = Files.writeString(
                directory.resolve("editor"), "#!/bin/sh\nsed -i 's/^+a small shop/+a tiny shop/' \"$2\"\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwxr-xr-x"));

        Invocation edited =
                TestedCommand.in(directory).with("EDITOR", editor + " --wait").run("review", "edit", "shop");
        TemporaryRepository colleague = remote.checkOut(directory.resolve("colleague"));
        colleague.write("more.txt", "more\n").commit("Go on");
        colleague.push();
        Invocation overtaken = shop.run("review", "approve", held.value());
        Invocation approved = shop.run("review", "approve", "shop", "--json");

        assertThat(edited.exitCode()).as(edited.out() + edited.err()).isZero();
        assertThat(edited.out()).contains("shop: held: Correct a word");
        assertThat(overtaken.exitCode()).isEqualTo(1);
        assertThat(overtaken.out()).contains("does not wait for review: it is replaced");
        assertThat(approved.exitCode()).as(approved.out() + approved.err()).isZero();
        assertThat(approved.out())
                .contains("\"outcome\":\"delivered\"")
                .contains("\"delivery\":{\"mode\":\"push\",\"because\":\"a person has approved it\"}");
        assertThat(remote.messages("main")).hasSize(3);
        assertThat(shop.repository().head()).isEqualTo(remote.head("main"));
        assertThat(shop.repository().read("README.md")).isEqualTo("shop\na tiny shop\n");
        assertThat(shop.repository().read("more.txt")).isEqualTo("more\n");
        assertThat(shop.repository().dirtyPaths()).isEmpty();
        assertThat(shop.run("show", "last", "--json").out()).contains("\"gate\":\"verify\",\"verdict\":\"pass\"");
        assertThat(shop.run("review", "list").err()).isEqualTo("no change waits for review\n");
    }

    @Test
    void proposesWhatWasTurnedDownOnlyAfterTheCodeAroundItHasChanged() {
        shop.repository().commit("Add chapters", Map.of("README.md", BEGIN + CHAPTERS + "end\n"));
        shop.repository().push();
        RunId held = held();

        Invocation rejected = shop.run("review", "reject", "shop", "--reason", "it is the name");
        Invocation told = shop.run("run", "shop");
        Invocation idle = shop.run("run", "shop");
        change("README.md", BEGIN + CHAPTERS + "The end\n");
        shop.answering("UNCHANGED", MaintainedShop.IMPROVEMENT);
        Invocation again = shop.run("run", "shop");
        change("README.md", "The shop\n" + BEGIN + CHAPTERS + "The end\n");
        shop.answering("UNCHANGED", MaintainedShop.IMPROVEMENT, MaintainedShop.MESSAGE);
        Invocation anew = shop.run("run", "shop");

        assertThat(rejected.exitCode()).as(rejected.out() + rejected.err()).isZero();
        assertThat(told.out())
                .as("what a person has said is a rule that the model is told of, once")
                .startsWith("shop: nothing to do: ")
                .contains("1 model call");
        assertThat(idle.out()).startsWith("shop: idle: ");
        assertThat(again.out())
                .startsWith(
                        "shop: nothing to do: it was proposed before, and turned down in " + held + ": it is the name");
        assertThat(anew.out()).startsWith("shop: held: Correct a word");
        assertThat(remote.messages("main")).hasSize(4);
    }

    @Test
    void showsWhatWaitsAndWhy() {
        RunId held = held();

        Invocation list = shop.run("review", "list");
        Invocation show = shop.run("review", "show", "shop");
        Invocation json = shop.run("review", "show", held.value(), "--json");
        Invocation diff = shop.run("review", "diff", "shop");
        Invocation why = shop.run("why", "shop");
        Invocation doctor = shop.run("doctor");
        Invocation run = shop.run("run", "shop");

        assertThat(list.out()).matches(held + "  \\S+  shop\\s+Correct a word\n");
        assertThat(show.out())
                .contains("item       " + held + "\n", "change     Correct a word\n")
                .contains("because    the project is on delivery = \"hold\"\n")
                .containsPattern("state {6}held since \\S+, given up on \\S+\n");
        assertThat(json.out())
                .startsWith("{\"item\":\"" + held + "\",\"project\":\"shop\",\"state\":\"held\",")
                .contains("\"stale\":null");
        assertThat(diff.out()).contains("-a smal shop\n+a small shop\n");
        assertThat(why.out())
                .startsWith("shop: the change of " + held + " waits for review since ")
                .contains("Correct a word");
        assertThat(doctor.out()).contains("a change waits for a person: shop (" + held + ": Correct a word)");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("shop: idle: the change of " + held + " waits for review: Correct a word\n");
    }

    @Test
    void holdsAPushThatTouchesAHeldPathAndTellsWhatToLookAt() {
        shop.configure("""
                delivery = "push"
                held = ["README.md"]
                verify = [["grep", "-q", "shop", "README.md"]]
                """);
        RunId held = held();
        int before = remote.messages("main").size();

        Invocation show = shop.run("review", "show", "shop");
        Invocation json = shop.run("review", "show", "shop", "--json");
        Invocation approved = shop.run("review", "approve", held.value());

        assertThat(before).as("nothing has left").isEqualTo(1);
        assertThat(show.out())
                .contains("because    policy: README.md: is held in this project (README.md)\n")
                .contains("\nlook at    policy: README.md: is held in this project (README.md)\n");
        assertThat(json.out())
                .contains("\"reservations\":[\"policy: README.md: is held in this project (README.md)\"]");
        assertThat(approved.exitCode()).as(approved.out() + approved.err()).isZero();
        assertThat(approved.out()).startsWith("shop: delivered: Correct a word");
        assertThat(remote.messages("main")).hasSize(2);
        assertThat(shop.repository().read("README.md")).isEqualTo("shop\na small shop\n");
        assertThat(shop.run("review", "list").err()).isEqualTo("no change waits for review\n");
    }

    @Test
    void saysThatAChangeIsStaleAndMakesItAnewOnRequest() {
        RunId held = held();
        change("more.txt", "more\n");
        CommitId head = shop.repository().head();

        Invocation list = shop.run("review", "list");
        Invocation show = shop.run("review", "show", "shop");
        Invocation rebased = shop.run("review", "rebase", "shop");
        Invocation fresh = shop.run("review", "list");

        assertThat(list.out()).endsWith("Correct a word (stale)\n");
        assertThat(show.out()).contains("stale      'main' is at " + head.abbreviated());
        assertThat(rebased.exitCode()).as(rebased.out() + rebased.err()).isZero();
        assertThat(fresh.out()).endsWith("Correct a word\n").doesNotContain(held.value());
    }

    @Test
    void keepsAChangeWaitingWhoseLinesHaveChanged() {
        RunId held = held();
        change("README.md", "shop\na smal, cheap shop\n");
        CommitId head = remote.head("main");

        Invocation approved = shop.run("review", "approve", "shop");

        assertThat(approved.exitCode()).isEqualTo(1);
        assertThat(approved.out()).contains("the change does not fit there: README.md has changed");
        assertThat(remote.head("main")).isEqualTo(head);
        assertThat(shop.run("review", "list").out()).startsWith(held.value());
    }

    @Test
    void takesAnEditedPatchFromAFileOrFromStandardInput() {
        RunId held = held();
        String better = shop.run("review", "diff", "shop").out().replace("+a small shop", "+a fine shop");

        Invocation piped =
                TestedCommand.in(directory).input(better).run("review", "edit", held.value(), "--patch", "-");
        Invocation missing = shop.run("review", "edit", "shop", "--patch", "none.diff");
        TestedCommand.in(directory).file("wrong.diff", better.replace("-a smal shop", "-another shop"));
        Invocation wrong = shop.run("review", "edit", "shop", "--patch", "wrong.diff");

        assertThat(piped.exitCode()).as(piped.out() + piped.err()).isZero();
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).startsWith("pimainteno: --patch: there is no file none.diff\n");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out()).contains("the edited patch does not fit ");
        assertThat(shop.run("review", "diff", "shop").out()).contains("+a fine shop\n");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        Invocation none = shop.run("review", "approve", "shop");
        Invocation unknown = shop.run("review", "approve", "2026");
        Invocation bare = shop.run("review");
        RunId held = held();
        Invocation silent = shop.run("review", "reject", "shop", "--reason", " ");
        Invocation noEditor = shop.run("review", "edit", "shop");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).startsWith("pimainteno: no change of 'shop' waits for review\n");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(bare.err()).contains("list, show, diff, approve, reject, edit or rebase");
        assertThat(silent.exitCode()).isEqualTo(2);
        assertThat(noEditor.exitCode()).isEqualTo(2);
        assertThat(noEditor.err()).startsWith("pimainteno: neither VISUAL nor EDITOR names an editor");
        assertThat(shop.run("review", "list").out()).startsWith(held.value());
    }

    private RunId held() {
        shop.answering(MaintainedShop.SUMMARY, MaintainedShop.IMPROVEMENT, MaintainedShop.MESSAGE);
        Invocation run = shop.run("run", "shop");
        assertThat(run.out()).as(run.out() + run.err()).startsWith("shop: held: Correct a word");
        return shop.newest();
    }

    private void change(String file, String content) {
        shop.repository().write(file, content).commit("Change " + file);
        shop.repository().push();
    }
}
