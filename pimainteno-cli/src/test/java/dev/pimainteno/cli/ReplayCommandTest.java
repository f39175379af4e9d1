package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    @TempDir
    Path directory;

    private MaintainedShop shop;
    private RunId id;

    @BeforeEach
    void makeARun() {
        shop = MaintainedShop.in(directory);
        id = shop.delivered();
    }

    @Test
    void findsTheSameAgainAtNoCost() throws IOException {
        Map<String, String> before = shop.repository().state();
        Files.delete(directory.resolve("codex/codex"));

        Invocation replay = shop.run("replay", "last");
        Invocation json = shop.run("replay", "last", "--json");

        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out()).matches(id + ": identical, \\d+ steps\n");
        assertThat(json.out()).startsWith("{\"run_id\":\"" + id + "\",\"identical\":true,\"steps\":");
        assertThat(shop.repository().state()).isEqualTo(before);
        assertThat(shop.newest()).isEqualTo(id);
    }

    @Test
    void saysWhereTheRecordAndTheReplayPart() throws IOException {
        Path reply = shop.state().resolve("artifacts/" + id + "/reply-2.txt");
        Files.writeString(reply, Files.readString(reply).replace("+a small shop", "+a tiny shop"));

        Invocation replay = shop.run("replay", id.value());

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.out()).matches(id + ": differs after \\d+ steps: \\S.*\n");
    }

    @Test
    void saysThatARunWhichTookUpAChangeIsNotMadeAgain() {
        shop.repository().commit("Misspell it again", Map.of("README.md", "shop\na smal shop\n"));
        shop.configure("delivery = \"hold\"\nverify = [[\"true\"]]\n")
                .answering(MaintainedShop.SUMMARY, MaintainedShop.IMPROVEMENT, MaintainedShop.MESSAGE);
        shop.run("run", "shop");
        RunId held = shop.newest();
        Invocation approved = shop.run("review", "approve", held.value());
        RunId approval = shop.newest();

        Invocation replay = shop.run("replay", "last");

        assertThat(approval).as(approved.out() + approved.err()).isNotEqualTo(held);
        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err())
                .startsWith("pimainteno: the run " + approval + " took up a change that was there already:"
                        + " no model was asked, so there is nothing to make again\n");
    }

    @Test
    void saysThatItCannotBeDone() {
        TestedCommand.in(directory)
                .file("PiMainteno.toml", "[state]\npath = \"state\"\n[[projects]]\npath = \"blog\"\n");

        Invocation replay = shop.run("replay", "last");

        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err())
                .startsWith("pimainteno: the project 'shop' of the run " + id + " is not in the configuration\n");
    }
}
