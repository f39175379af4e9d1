package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.config.StateSettings;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.project.RunId;
import dev.pimainteno.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    private static final RunId UNKNOWN = new RunId("20200101-000000-000000");
    private static final ArtifactName TEXT = new ArtifactName("prompt-1.txt");

    @TempDir
    Path directory;

    private MaintainedShop shop;
    private Artifacts artifacts;
    private RunId older;
    private RunId newer;

    @BeforeEach
    void makeTwoRuns() throws IOException {
        shop = MaintainedShop.in(directory);
        artifacts = Artifacts.inDirectory(shop.state().resolve("artifacts"), 1000);
        older = shop.delivered();
        shop.run("run", "shop");
        newer = shop.newest();
        Files.deleteIfExists(shop.state().resolve("pruned"));
    }

    @Test
    void removesRunsBeyondTheNumberWithTheirTexts() {
        keep(1, 400, Instant.now());

        assertThat(shop.run("runs").out()).contains(newer.value()).doesNotContain(older.value());
        assertThat(artifacts.runs()).containsExactly(newer);
        assertThat(shop.run("diff", older.value()).exitCode()).isEqualTo(2);
    }

    @Test
    void removesRunsThatAreTooOld() {
        keep(100, 10, Instant.now().plus(Duration.ofDays(11)));

        assertThat(shop.run("runs").out()).isEmpty();
        assertThat(artifacts.runs()).isEmpty();
    }

    @Test
    void removesTextsOfRunsThatAreNotKnownAndNothingElse() throws IOException {
        artifacts.keep(UNKNOWN, TEXT, "left over");
        Path foreign = Files.createDirectory(shop.state().resolve("artifacts/mine"));

        keep(100, 400, Instant.now());

        assertThat(artifacts.runs()).containsExactlyInAnyOrder(older, newer);
        assertThat(foreign).isDirectory();
    }

    @Test
    void isDoneOnceADay() {
        ManualClock clock = ManualClock.create();
        keep(100, 400, clock);
        artifacts.keep(UNKNOWN, TEXT, "left over");

        clock.advance(Duration.ofHours(23));
        keep(100, 400, clock);
        assertThat(artifacts.runs()).contains(UNKNOWN);
        clock.advance(Duration.ofHours(1));
        keep(100, 400, clock);
        assertThat(artifacts.runs()).doesNotContain(UNKNOWN);
    }

    @Test
    void isDoneWhenTheClockWasPutBackSince() {
        ManualClock clock = ManualClock.create();
        keep(100, 400, clock);
        artifacts.keep(UNKNOWN, TEXT, "left over");

        clock.advance(Duration.ofDays(-30));
        keep(100, 400, clock);

        assertThat(artifacts.runs()).doesNotContain(UNKNOWN);
    }

    @Test
    void aRoundDoesItOnlyWhenItHasMadeARun() throws IOException {
        Path mark = shop.state().resolve("pruned");
        artifacts.keep(UNKNOWN, TEXT, "left over");

        shop.run("run", "shop");
        assertThat(mark).doesNotExist();
        assertThat(artifacts.runs()).contains(UNKNOWN);
        shop.repository().commit("More", Map.of("more.txt", "more\n"));
        shop.run("run", "shop", "--dry-run");
        assertThat(mark).doesNotExist();
        shop.run("run", "shop");
        assertThat(artifacts.runs()).doesNotContain(UNKNOWN);
        Files.setLastModifiedTime(mark, FileTime.from(Instant.EPOCH));
        shop.run("run", "shop");
        assertThat(Files.getLastModifiedTime(mark).toInstant()).isEqualTo(Instant.EPOCH);
    }

    private void keep(int runs, int days, Instant now) {
        keep(runs, days, () -> now);
    }

    private void keep(int runs, int days, InstantSource clock) {
        StateSettings standard = StateSettings.standard(shop.state());
        StateSettings settings = new StateSettings(shop.state(), standard.database(), runs, days, 1000);
        try (JdbcStore store = shop.store()) {
            new Housekeeping(store, artifacts, settings, clock).daily();
        }
    }
}
