package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.Settlement;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.review.Rejection;
import dev.pimainteno.testing.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest extends BothDatabases {
    private static final ArtifactName PROMPT = new ArtifactName("prompt-1.txt");
    private static final ProjectWatermark SEEN = new ProjectWatermark("1", "2", "3", 4, Map.of());

    private final Artifacts artifacts = Artifacts.inMemory(100);

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcSettings settings;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcStore store;

    private Path file = Path.of("");

    @BeforeEach
    void fillStore() {
        file = directory.resolve("backup.zip");
        settings = newPlace();
        store = open(settings);
        SampleRuns runs = new SampleRuns(store.journal());
        runs.whole(2, AT);
        runs.open(1, AT).end(1, RunOutcome.FAILED, AT);
        runs.open(3, AT);
        store.watermarks().write(SHOP, SEEN);
        spend();
        decide();
        artifacts.keep(run(2), PROMPT, "Größe\n🙂");
        artifacts.keep(run(9), PROMPT, "of a run that is not known");
    }

    private void spend() {
        PlannedCall call = new PlannedCall(
                "call",
                SHOP,
                run(2),
                "improve",
                "codex",
                "model",
                "question",
                new Amount(100, Money.zero()),
                Duration.ofMinutes(10));
        store.budget().reserve(call, List.of(), 3);
        store.budgetOverrides()
                .grant(new Amount(5, Money.zero()), Optional.of(SHOP), Duration.ofHours(1), "me", "because");
        store.budget().park("codex", "used up", Optional.empty());
        store.refusedEdits().add(SHOP, "edits");
    }

    /** Leaves what people have decided. */
    private void decide() {
        store.rejections().remember(new Rejection(SHOP, "f".repeat(64), run(2), "Add a cache", "it is fast", AT));
        store.rejections().remember(new Rejection(SHOP, "e".repeat(64), run(1), "Größer\0", "\ud800", AT));
        store.learnings().keep(Learning.of(Optional.of(SHOP), "Leave the till", "run 2", AT, Duration.ofDays(9)));
    }

    @Test
    void bringsBackWhatPeopleHaveDecided() {
        store.backup(file, artifacts);
        JdbcStore there = open(newPlace());
        there.restore(file, Artifacts.inMemory(100));

        assertThat(there.rejections().newest(SHOP, 10))
                .isEqualTo(store.rejections().newest(SHOP, 10))
                .hasSize(2);
        assertThat(there.learnings().all()).isEqualTo(store.learnings().all()).hasSize(1);
        Rejection next = new Rejection(SHOP, "d".repeat(64), run(3), "Go on", "no", AT);
        there.rejections().remember(next);
        assertThat(there.rejections().newest(SHOP, 1)).containsExactly(next);
    }

    @Test
    void bringsBackRunsWhoseQuestionsAnEarlierVersionHadCountedOtherwise() throws Exception {
        Tables.execute(settings, "update runs set questions = questions + 1");
        store.backup(file, artifacts);
        JdbcStore there = open(newPlace());

        there.restore(file, Artifacts.inMemory(100));

        assertThat(there.history().find(run(2)))
                .hasValueSatisfying(run -> assertThat(run.questions()).isEqualTo(2));
    }

    @Test
    void bringsTheBudgetBack() {
        store.backup(file, artifacts);
        JdbcStore there = open(newPlace());
        there.restore(file, Artifacts.inMemory(100));

        assertThat(there.budget().status().spendings())
                .isEqualTo(store.budget().status().spendings())
                .hasSize(1);
        there.budget().settle("call", new Settlement.Nothing(""));
        there.budgetOverrides().resume();
        PlannedCall next = new PlannedCall(
                "next", SHOP, run(2), "improve", "codex", "model", "q", Amount.zero(), Duration.ofMinutes(1));
        assertThat(there.budget().reserve(next, List.of(), 3)).isEmpty();
        assertThat(there.refusedEdits().add(SHOP, "edits")).isEqualTo(2);
    }

    @Test
    void knowsWhichTablesABackupOfAnEarlierVersionHas() {
        BackupManifest first = new BackupManifest(1, 1, "2026-01-01T00:00:00Z", List.of(), List.of());

        assertThat(first.expectedTables())
                .containsExactly(
                        "counters",
                        "claims",
                        "runs",
                        "run_events",
                        "changes",
                        "budget_entries",
                        "services",
                        "error_log",
                        "watermarks",
                        "pull_requests",
                        "evaluations",
                        "learnings");
    }

    @Test
    void bringsEverythingBackInEitherDatabase() {
        store.backup(file, artifacts);

        for (Kind other : Kind.values()) {
            JdbcSettings place = newPlace(other);
            Artifacts restored = Artifacts.inMemory(100);
            BackupSummary summary = open(place).restore(file, restored);

            assertThat(summary.runs()).isEqualTo(3);
            assertThat(summary.events()).isEqualTo(Tables.count(settings, "run_events"));
            assertThat(summary.artifacts()).isEqualTo(1);
            JdbcStore there = open(place);
            assertThat(there.history().runs(RunQuery.newest(10)))
                    .isEqualTo(store.history().runs(RunQuery.newest(10)));
            for (int i = 1; i <= 3; i++) {
                assertThat(new SampleRuns(there.journal()).read(i))
                        .isEqualTo(new SampleRuns(store.journal()).read(i))
                        .isNotEmpty();
            }
            assertThat(there.watermarks().read(SHOP)).isEqualTo(SEEN);
            assertThat(restored.runs()).containsExactly(run(2));
            assertThat(restored.read(run(2), PROMPT)).hasValue("Größe\n🙂");
            for (String table : List.of(
                    "changes",
                    "budget_entries",
                    "services",
                    "error_log",
                    "system_stats",
                    "budget_parked",
                    "budget_overrides",
                    "refused_edits",
                    "rejections",
                    "learnings")) {
                assertThat(Tables.rows(place, "select * from " + table))
                        .as(table)
                        .isEqualTo(Tables.rows(settings, "select * from " + table))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void goesOnWhereTheOldStoreWas() {
        Claim held = store.claims().tryClaim(SHOP, Duration.ofMinutes(5)).orElseThrow();
        store.backup(file, artifacts);
        JdbcStore there = open(newPlace());
        there.restore(file, Artifacts.inMemory(100));

        Claim claim = there.claims().tryClaim(SHOP, Duration.ofMinutes(5)).orElseThrow();
        there.journal().append(SampleEvents.opened(run(4), SHOP, AT.minusSeconds(1_000)), claim.token());

        assertThat(claim.token()).as("held by nobody, and later").isGreaterThan(held.token());
        assertThat(there.history().runs(RunQuery.newest(1)).get(0).run()).isEqualTo(run(4));
    }

    @Test
    void refusesWhatWasJournaledUnderOlderClaims() {
        store.backup(file, artifacts);
        JdbcStore there = open(newPlace());
        there.restore(file, Artifacts.inMemory(100));

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> there.journal().append(SampleEvents.opened(run(4), SHOP, AT), SampleRuns.TOKEN - 1))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.FENCED));
    }

    @Test
    void isForThisUserAlone() throws Exception {
        store.backup(file, artifacts);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files.map(found -> found.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".backup"));
        }
    }

    @Test
    void leavesAFileThatIsThereAsItIs() throws Exception {
        Files.writeString(file, "mine");

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> store.backup(file, artifacts))
                .withMessageContaining(file.toString())
                .withMessageContaining("exists already");

        assertThat(file).hasContent("mine");
    }

    @Test
    void isNotThereUnlessItIsWhole() {
        Artifacts broken = Artifacts.inDirectory(file, 10);
        Path elsewhere = directory.resolve("missing/backup.zip");

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> store.backup(elsewhere, broken))
                .withMessageContaining(elsewhere.toString());

        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void showsOneMomentWhileOthersWrite() throws Exception {
        Thread writer = new Thread(() -> {
            SampleRuns runs = new SampleRuns(store.journal());
            for (int i = 100; i < 160; i++) {
                runs.whole(i, AT);
            }
        });
        writer.start();
        for (int i = 0; i < 3; i++) {
            Path each = directory.resolve("backup-" + i + ".zip");
            store.backup(each, artifacts);
            // Restoring fails unless the events of each run add up to what is said of it.
            open(newPlace()).restore(each, Artifacts.inMemory(100));
        }
        writer.join();
        assertThat(store.history().find(run(159))).isPresent();
    }

    @Test
    void fillsAnEmptyStoreOnly() {
        store.backup(file, artifacts);
        JdbcStore other = open(newPlace());
        new SampleRuns(other.journal()).open(7, AT);

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> other.restore(file, Artifacts.inMemory(100)))
                .withMessageContaining("not empty")
                .withMessageContaining("Nothing was changed");

        assertThat(other.history().runs(RunQuery.newest(10))).hasSize(1);
    }

    @Test
    void restoresNothingWhereAnArtifactCannotBeKeptWhole() {
        store.backup(file, artifacts);
        JdbcStore other = open(newPlace());
        Artifacts small = Artifacts.inDirectory(directory.resolve("small"), 3);

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> other.restore(file, small))
                .withMessageContaining("cannot be kept whole");

        assertThat(other.history().runs(RunQuery.newest(10))).isEmpty();
        assertThat(small.runs()).isEmpty();
        other.restore(file, Artifacts.inMemory(100));
    }
}
