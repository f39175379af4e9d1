package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {
    private static final ProjectId SHOP = new ProjectId("shop");
    private static final RunId RUN = new RunId("20260131-235959-0f3a9c");
    private static final Instant THEN = Instant.parse("2026-01-31T23:59:59Z");

    @TempDir
    Path directory;

    private MaintainedShop shop;

    @BeforeEach
    void makeAProject() {
        shop = MaintainedShop.in(directory);
    }

    @Test
    void saysThatNobodyHasLooked() {
        assertThat(why()).isEqualTo("shop: nobody has looked at it yet\n");
    }

    @Test
    void saysWhatTheLastRunDidAndWhyNothingHappensSince() {
        shop.delivered();
        shop.run("run", "shop");
        RunId last = shop.newest();

        assertThat(why())
                .startsWith("shop: the last run, " + last + ", was nothing to do: ")
                .endsWith("; nothing has changed since that look, so nothing happens until somebody commits\n");
    }

    @Test
    void saysThatThereIsSomethingToLookAt() {
        shop.delivered();
        shop.repository().commit("More", Map.of("more.txt", "more\n"));

        assertThat(why()).endsWith("; its branch has moved since, so the next run looks at it\n");
    }

    @Test
    void saysThatTheSettingsOrTheLearningsHaveChanged() {
        shop.delivered();
        shop.run("run", "shop");
        shop.configure("delivery = \"commit\"\nverify = [[\"true\"], [\"true\"]]\n");
        String otherCommands = why();
        shop.run("run", "shop");
        String settled = why();
        shop.run("learnings", "add", "Keep it short.");

        assertThat(otherCommands)
                .endsWith(
                        "; its settings, the model or what is learnt have changed since, so the next run looks at it\n");
        assertThat(settled).endsWith(", so nothing happens until somebody commits\n");
        assertThat(why()).isNotEqualTo(settled).endsWith(", so the next run looks at it\n");
    }

    @Test
    void saysOfAProjectWithARemoteThatItMayHaveMoved() {
        shop.repository().remote();
        shop.configure("delivery = \"push\"\nverify = [[\"true\"]]\n");
        shop.delivered();
        shop.run("run", "shop");

        assertThat(why())
                .endsWith("; nothing has changed here since that look, so nothing happens until somebody commits,"
                        + " unless the remote has moved\n");
    }

    @Test
    void saysThatARunIsAtWork() {
        try (JdbcStore store = shop.store();
                Claim claim =
                        store.claims().tryClaim(SHOP, Duration.ofMinutes(1)).orElseThrow()) {
            assertThat(why()).isEqualTo("shop: another process looks at the moment whether there is anything to do\n");
            open(store, claim);

            assertThat(why())
                    .isEqualTo(
                            "shop: the run " + RUN + " is at work, in the phase propose since 2026-01-31T23:59:59Z\n");
            assertThat(shop.run("runs").out())
                    .contains(RUN + "  2026-01-31T23:59:59Z  under way  ", "  in the phase propose\n");
            assertThat(shop.run("show", "last").out()).contains("\noutcome    under way in the phase propose\n");
        }
    }

    @Test
    void saysThatARunWasCutOff() {
        try (JdbcStore store = shop.store()) {
            try (Claim claim =
                    store.claims().tryClaim(SHOP, Duration.ofMinutes(1)).orElseThrow()) {
                open(store, claim);
            }
        }

        Invocation followed = shop.run("log", "last", "--follow");

        assertThat(why())
                .isEqualTo("shop: the run " + RUN + " was cut off, in the phase propose since 2026-01-31T23:59:59Z;"
                        + " the next check finishes or unwinds it\n");
        assertThat(shop.run("show", "last").out())
                .contains(
                        "\noutcome    cut off in the phase propose; the next check of the project finishes or unwinds it\n");
        assertThat(followed.exitCode()).isEqualTo(1);
        assertThat(followed.out()).endsWith("Z  propose improve\n");
        assertThat(followed.err())
                .isEqualTo("pimainteno: the run " + RUN
                        + " was cut off; the next check of 'shop' finishes or unwinds it\n");
    }

    @Test
    void saysThatTheModelWasUsedUp() {
        try (JdbcStore store = shop.store();
                Claim claim =
                        store.claims().tryClaim(SHOP, Duration.ofMinutes(1)).orElseThrow()) {
            open(store, claim);
            store.journal()
                    .append(
                            new RunEvent.Ended(RUN, THEN, RunOutcome.PARKED, "used up until \033[1mtomorrow"),
                            claim.token());
        }

        assertThat(why())
                .isEqualTo("shop: the last run, " + RUN
                        + ", was parked: used up until <1b>[1mtomorrow; the next run tries again\n");
    }

    @Test
    void saysThatAProjectIsNotConfiguredAnyMore() {
        shop.delivered();
        TestedCommand.in(directory)
                .file("PiMainteno.toml", "[state]\npath = \"state\"\n[[projects]]\npath = \"blog\"\n");

        assertThat(why())
                .startsWith("shop: it is not in the configuration; the last run, ")
                .contains(" was delivered: ");
    }

    @Test
    void answersPrograms() throws IOException {
        RunId id = shop.delivered();

        JsonNode answer = JsonMapper.builder()
                .build()
                .readTree(shop.run("why", "shop", "--json").out());

        assertThat(answer.fieldNames()).toIterable().containsExactly("project", "state", "sentence", "run_id");
        assertThat(answer.get("run_id").asText()).isEqualTo(id.value());
        assertThat(answer.get("state").asText()).isIn("idle", "due");
    }

    @Test
    void saysThatThereIsNoSuchProject() {
        Invocation unknown = shop.run("why", "shp");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .isEqualTo("pimainteno: there is no project 'shp'; did you mean shop?\nTry 'pimainteno why --help'.\n");
    }

    private String why() {
        Invocation why = shop.run("why", "shop");
        assertThat(why.exitCode()).as(why.err()).isZero();
        return why.out();
    }

    private static void open(JdbcStore store, Claim claim) {
        store.journal()
                .append(
                        new RunEvent.Opened(
                                RUN,
                                THEN,
                                SHOP,
                                Trigger.MANUAL,
                                DeliveryMode.OBSERVE,
                                claim.token(),
                                "main",
                                "",
                                new CommitId("0".repeat(40)),
                                new TreeId("1".repeat(40)),
                                "clean"),
                        claim.token());
        store.journal().append(new RunEvent.PhaseBegan(RUN, THEN, Phase.PROPOSE, "improve"), claim.token());
    }
}
