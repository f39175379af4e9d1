package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one state directory, one of them at work on a model that does not answer until it is told to. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SharedStateTest {
    @TempDir
    Path directory;

    private MaintainedShop shop;
    private Process process;

    @BeforeEach
    void startARunThatWaitsForItsModel() throws Exception {
        shop = MaintainedShop.in(directory);
        ScriptedCodex.executing(directory.resolve("codex"), """
                while [ ! -e "$here/go" ]; do sleep 0.1; done
                case $(cat) in *UNCHANGED*) text=UNCHANGED ;; *) text=NOTHING_WORTH_DOING ;; esac
                echo '{"type":"thread.started"}'
                echo '{"type":"turn.started"}'
                echo '{"type":"item.completed","item":{"type":"agent_message","text":"'"$text"'"}}'
                echo '{"type":"turn.completed","usage":{"input_tokens":1200,"output_tokens":34}}'
                """);
        process = InstalledCommand.in(directory.resolve("installation"))
                .process(directory, List.of(), "run", "shop")
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String line = out.readLine(); !"shop: propose summary".equals(line); line = out.readLine()) {
            assertThat(line).as(seen.toString()).isNotNull();
            seen.append(line).append('\n');
        }
    }

    @AfterEach
    void endIt() throws Exception {
        process.destroyForcibly().waitFor();
        letTheModelAnswer();
    }

    @Test
    void readersSeeTheRunOfAnotherProcessAndFollowItToItsEnd() throws Exception {
        String line = shop.run("runs").out().lines().toList().get(1);
        String id = line.substring(0, 22);

        assertThat(line).contains("  under way  ");
        assertThat(shop.run("show", "last").out()).contains("\noutcome    under way in the phase propose\n");
        assertThat(shop.run("why", "shop").out())
                .startsWith("shop: the run " + id + " is at work, in the phase propose");
        CompletableFuture<Invocation> followed =
                CompletableFuture.supplyAsync(() -> shop.run("log", "last:shop", "--follow"));
        letTheModelAnswer();
        assertThat(followed.get().exitCode()).as(followed.get().err()).isZero();
        assertThat(followed.get().out()).contains("Z  open ").contains("Z  nothing to do: ");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aSecondProcessLeavesTheProjectToTheFirstAndRunsOthers() {
        Invocation second = shop.run("run", "shop");

        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).startsWith("shop: idle: another run is at work on this project\n");
    }

    @Test
    void theNextRunUnwindsOneThatWasKilled() throws Exception {
        process.destroyForcibly().waitFor();
        String id = shop.newest().value();

        assertThat(shop.run("why", "shop").out())
                .startsWith("shop: the run " + id + " was cut off, in the phase propose");
        assertThat(shop.run("log", "last", "--follow").exitCode()).isEqualTo(1);
        letTheModelAnswer();
        Invocation next = shop.run("run", "shop");

        assertThat(next.out()).startsWith("shop: nothing to do: ").contains("the run " + id + " was cut off: ");
        assertThat(shop.run("show", id).out()).contains("\noutcome    interrupted: cut off in the phase propose;");
        assertThat(shop.run("log", id).out()).contains("Z  resumed: it was in the phase propose and is unwound\n");
    }

    private void letTheModelAnswer() {
        TestedCommand.in(directory).file("codex/go", "");
    }
}
