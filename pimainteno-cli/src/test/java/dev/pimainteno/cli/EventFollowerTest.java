package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFollowerTest {
    private static final ProjectId SHOP = new ProjectId("shop");
    private static final RunId RUN = new RunId("20260131-235959-0f3a9c");
    private static final Instant THEN = Instant.parse("2026-01-31T23:59:59Z");
    private static final RunEvent.Opened OPENED = new RunEvent.Opened(
            RUN,
            THEN,
            SHOP,
            Trigger.MANUAL,
            DeliveryMode.OBSERVE,
            1,
            "main",
            "",
            new CommitId("0".repeat(40)),
            new TreeId("1".repeat(40)),
            "clean");
    private static final RunEvent PROPOSING = new RunEvent.PhaseBegan(RUN, THEN, Phase.PROPOSE, "improve");
    private static final RunEvent ENDED = new RunEvent.Ended(RUN, THEN, RunOutcome.OBSERVED, "shown");

    @TempDir
    Path directory;

    private final List<RunEvent> seen = new ArrayList<>();
    private JdbcStore store;
    private Claim claim;
    private RunRecords records;
    private EventFollower follower;

    @BeforeEach
    void openARun() {
        MaintainedShop shop = MaintainedShop.in(directory);
        store = shop.store();
        claim = store.claims().tryClaim(SHOP, Duration.ofMinutes(5)).orElseThrow();
        store.journal().append(OPENED, claim.token());
        records = RunRecords.open(Configuration.load(directory.resolve("PiMainteno.toml"), Map.of()));
        follower = new EventFollower(records, RunOverview.of(OPENED), seen::add);
    }

    @AfterEach
    void close() {
        records.close();
        store.close();
    }

    @Test
    void handsOnWhatComesLaterOnceAndStopsAtTheEnd() throws InterruptedException {
        Iterator<RunEvent> later = List.of(PROPOSING, ENDED).iterator();

        boolean ended = follower.follow(() -> store.journal().append(later.next(), claim.token()));

        assertThat(ended).isTrue();
        assertThat(seen).containsExactly(OPENED, PROPOSING, ENDED);
        assertThat(later).isExhausted();
    }

    @Test
    void pausesWhileNothingHappens() throws InterruptedException {
        List<String> pauses = new ArrayList<>();

        boolean ended = follower.follow(() -> {
            pauses.add("pause");
            if (pauses.size() == 5) {
                store.journal().append(ENDED, claim.token());
            }
        });

        assertThat(ended).isTrue();
        assertThat(pauses).hasSize(5);
        assertThat(seen).containsExactly(OPENED, ENDED);
    }

    @Test
    void stopsWhenNobodyIsAtWorkOnTheRunAnyMore() throws InterruptedException {
        boolean ended = follower.follow(claim::close);

        assertThat(ended).isFalse();
        assertThat(seen).containsExactly(OPENED);
    }

    @Test
    void seesAnEndThatCameJustBeforeItsHolderLetGo() throws InterruptedException {
        store.journal().append(PROPOSING, claim.token());

        boolean ended = follower.follow(() -> {
            store.journal().append(ENDED, claim.token());
            claim.close();
        });

        assertThat(ended).isTrue();
        assertThat(seen).containsExactly(OPENED, PROPOSING, ENDED);
    }
}
