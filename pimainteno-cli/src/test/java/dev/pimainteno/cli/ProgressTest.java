package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RunId run = RunId.begin(NOW, RandomGenerator.of("L64X128MixRandom"));
    private final StringWriter written = new StringWriter();
    private final PrintWriter writer = new PrintWriter(written);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void writesALineForEachEventWithTheNameOfItsProject() {
        LineProgress progress = new LineProgress(writer);

        progress.began(SHOP);
        progress.onEvent(opened());
        progress.onEvent(new RunEvent.PhaseBegan(run, NOW, Phase.PROPOSE, "improve"));
        progress.onEvent(answered());
        progress.onEvent(
                new RunEvent.Judged(run, NOW, "verify", "fail", List.of("make: *** \u001b[31m[test]"), List.of()));
        progress.close();

        assertThat(written.toString().lines())
                .containsExactly(
                        "shop: check",
                        "shop: open aaaaaaaaaa, checkout clean",
                        "shop: propose improve",
                        "shop: model improve: 1,200 tokens in, 34 out, 1.5 s",
                        "shop: verify: fail, make: *** <1b>[31m[test]");
    }

    @Test
    void keepsOneLineForEachProjectUnderWay() {
        LiveProgress progress = new LiveProgress(writer, false, nanos::get);
        progress.began(SHOP);
        progress.onEvent(opened());
        progress.onEvent(answered());
        progress.onEvent(new RunEvent.PhaseBegan(run, NOW, Phase.GATE, "verify"));
        nanos.set(TimeUnit.SECONDS.toNanos(67));
        written.getBuffer().setLength(0);

        progress.draw();

        assertThat(written.toString())
                .isEqualTo("\033[?7l\033[1A\r\033[2Kshop               1:07     1,234 tokens  gate verify\n"
                        + "\r\033[J\033[?7h");
    }

    @Test
    void colourfulOnlyWhenColoursAreWelcome() {
        new LiveProgress(writer, true, nanos::get).began(SHOP);

        assertThat(written.toString()).contains("\033[1mshop            \033[0m");
    }

    @Test
    void leavesTheTerminalAsIfThereHadBeenNothing() {
        LiveProgress progress = new LiveProgress(writer, false, nanos::get);
        progress.began(SHOP);
        progress.began(ProjectId.of("blog"));
        written.getBuffer().setLength(0);

        progress.close();

        assertThat(written.toString()).isEqualTo("\033[2A\r\r\033[J");
    }

    @Test
    void putsWhatIsLoggedAboveTheLines() {
        LiveProgress progress = new LiveProgress(writer, false, nanos::get);
        progress.began(SHOP);
        written.getBuffer().setLength(0);

        progress.say("half a line");

        assertThat(written.toString()).startsWith("\033[1A\r\r\033[Jhalf a line\n\033[?7l\r\033[2Kshop ");
    }

    private RunEvent opened() {
        return new RunEvent.Opened(
                run,
                NOW,
                SHOP,
                Trigger.MANUAL,
                DeliveryMode.OBSERVE,
                1,
                "main",
                "",
                new CommitId("a".repeat(40)),
                new TreeId("b".repeat(40)),
                "clean");
    }

    private RunEvent answered() {
        return new RunEvent.ModelAnswered(
                run, NOW, 1, "improve", "improve.v1", "c".repeat(64), 1200, 34, false, Duration.ofMillis(1500));
    }
}
