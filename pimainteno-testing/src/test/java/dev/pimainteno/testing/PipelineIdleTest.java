package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Limits;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.VerifyPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineIdleTest {
    @TempDir
    Path directory;

    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void asksNobodyAndWritesNothingWhileNothingChanges() throws Exception {
        nothingWorthDoing();
        var pipeline = fixture.pipeline().watermarks(Watermarks.inDirectory(fixture.state.resolve("watermarks")));
        assertThat(fixture.run(pipeline).outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        Map<String, Long> before = files();
        int asked = fixture.llm.requests().size();

        for (int i = 0; i < 3; i++) {
            RunReport report = fixture.run(pipeline);
            assertThat(report.outcome()).isEqualTo(RunOutcome.IDLE);
            assertThat(report.reason()).startsWith("nothing has changed since the last look: ");
            assertThat(report.run()).isEmpty();
        }

        assertThat(fixture.llm.requests()).hasSize(asked);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void journalsNothingForAnIdleCheck() throws InterruptedException {
        nothingWorthDoing();
        fixture.run();
        int events = fixture.listener.events().size();

        fixture.run();

        assertThat(fixture.listener.events()).hasSize(events);
    }

    @Test
    void looksAgainWhenAPersonCommits() throws InterruptedException {
        nothingWorthDoing();
        fixture.run();
        fixture.shop.write("more.txt", "more\n").commit("More");
        fixture.shop.push();
        nothingWorthDoing();

        assertThat(fixture.run().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    }

    @Test
    void doesNotLookAgainWhenOnlyTheSummaryChanged() throws InterruptedException {
        nothingWorthDoing();
        fixture.run();
        fixture.shop.write("codex.md", "# by hand\n").commit("Say it better");
        fixture.shop.push();

        assertThat(fixture.run().outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(fixture.run().outcome()).isEqualTo(RunOutcome.IDLE);
    }

    static Stream<Named<UnaryOperator<Project.Builder>>> settings() {
        return Stream.of(
                Named.of("verify", project -> project.verify(PipelineFixture.TEST)),
                Named.of("a preset", project -> project.verify(VerifyPreset.AUTO)),
                Named.of("verify_timeout", project -> project.verifyTimeout(Duration.ofMinutes(1))),
                Named.of("verify_network", project -> project.verifyNetwork(true)),
                Named.of("delivery", project -> project.delivery(DeliveryMode.HOLD)),
                Named.of("protected", project -> project.protectedPaths(List.of("db/**"))),
                Named.of("held", project -> project.heldPaths(List.of("db/**"))),
                Named.of("model_review", project -> project.modelReview(true)),
                Named.of("limits", project -> project.limits(new Limits(5, 200, 100_000))),
                Named.of("follow_up", project -> project.followUp(7)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void looksAgainWhenTheSettingsChange(UnaryOperator<Project.Builder> change) throws InterruptedException {
        nothingWorthDoing();
        fixture.run();
        assertThat(fixture.run().outcome()).isEqualTo(RunOutcome.IDLE);
        nothingWorthDoing();

        RunReport report = fixture.run(change.apply(fixture.project()));

        assertThat(report.outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(fixture.run(change.apply(fixture.project())).outcome()).isEqualTo(RunOutcome.IDLE);
    }

    @Test
    void asksAgainForWhatWasNotAnswered() throws InterruptedException {
        fixture.llm.fail("summary", new LlmException(LlmException.Reason.UNAVAILABLE, "the line is down", null));
        assertThat(fixture.run().outcome()).isEqualTo(RunOutcome.FAILED);

        fixture.improvement();

        assertThat(fixture.run().outcome()).isEqualTo(RunOutcome.DELIVERED);
    }

    @Test
    void followsItsOwnImprovementsAsOftenAsIsAllowed() throws InterruptedException {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        var project = fixture.project().followUp(2);
        String before = "price=3";
        for (int i = 0; i < 3; i++) {
            String after = "price=" + (30 + i);
            improve(before, after);
            RunReport report = fixture.run(project);
            assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
            before = after;
        }

        RunReport report = fixture.run(project);

        assertThat(report.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(report.reason()).contains("follow_up = 2 allows no further improvement until somebody else commits");
        assertThat(fixture.llm.requests("summary")).hasSize(1);
        fixture.shop.write("more.txt", "more\n").commit("More");
        fixture.shop.push();
        fixture.llm.answer("summary", "UNCHANGED");
        improve(before, "price=99");
        assertThat(fixture.run(project).outcome()).isEqualTo(RunOutcome.DELIVERED);
    }

    @Test
    void doesNotProposeAgainWhatWasObserved() throws InterruptedException {
        var project = fixture.improvement().project().delivery(DeliveryMode.OBSERVE);
        assertThat(fixture.run(project).outcome()).isEqualTo(RunOutcome.OBSERVED);

        RunReport report = fixture.run(project);

        assertThat(report.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(report.reason()).contains("Multiply price and count");
    }

    @Test
    void waitsForARunThatIsAtWork() throws InterruptedException {
        ProjectClaims claims = ProjectClaims.inMemory(InstantSource.system());
        try (var claim =
                claims.tryClaim(ProjectId.of("shop"), Duration.ofHours(1)).orElseThrow()) {
            RunReport report = fixture.run(fixture.pipeline().claims(claims));

            assertThat(claim.token()).isPositive();
            assertThat(report.outcome()).isEqualTo(RunOutcome.IDLE);
            assertThat(report.reason()).isEqualTo("another run is at work on this project");
        }
    }

    private void nothingWorthDoing() {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY).answer("improve", "NOTHING_WORTH_DOING");
    }

    private void improve(String before, String after) {
        fixture.llm
                .answer(
                        "improve",
                        "--- a/total.sh\n+++ b/total.sh\n@@ -1,2 +1,2 @@\n-" + before + "\n+" + after + "\n count=4\n")
                .answer("commit-message", "{\"subject\": \"Set " + after + "\", \"body\": \"\"}");
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }
}
