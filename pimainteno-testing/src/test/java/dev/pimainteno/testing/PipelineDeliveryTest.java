package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.delivery.DeliveryException;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.SummaryCommit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineDeliveryTest {
    @TempDir
    Path directory;

    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void pushesOneCommitWithTheModelsMessageAndLetsTheCheckoutFollow() throws InterruptedException {
        CommitId before = fixture.shop.head();

        RunReport report = fixture.improvement().run(fixture.project().verify(PipelineFixture.TEST));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        CommitId commit = report.change().orElseThrow().commit();
        assertThat(fixture.remote.head("main")).isEqualTo(commit);
        assertThat(fixture.shop.head()).isEqualTo(commit);
        assertThat(fixture.shop.dirtyPaths()).isEmpty();
        assertThat(fixture.remote.read("main", "total.sh")).contains(PipelineFixture.FIXED);
        assertThat(fixture.remote.read("main", "codex.md")).contains(PipelineFixture.SUMMARY);
        assertThat(fixture.shop.read("total.sh")).isEqualTo(PipelineFixture.FIXED);
        assertThat(fixture.remote.messages("main"))
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo("Multiply price and count\n\nPimainteno-Run: "
                        + report.run().orElseThrow() + "\nPimainteno-Task: summary, improve\n");
        assertThat(report.change().orElseThrow().base()).isEqualTo(before);
        assertThat(report.diff()).contains("+echo $((price * count))", "+++ b/codex.md");
        assertThat(report.modelCalls()).isEqualTo(3);
        assertThat(report.usage().input()).isPositive();
    }

    @Test
    void commitsToTheLocalBranchOnly() throws InterruptedException {
        CommitId before = fixture.remote.head("main");

        RunReport report = fixture.improvement().run(fixture.project().delivery(DeliveryMode.COMMIT));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.shop.head()).isEqualTo(report.change().orElseThrow().commit());
        assertThat(fixture.shop.read("total.sh")).isEqualTo(PipelineFixture.FIXED);
        assertThat(fixture.remote.head("main")).isEqualTo(before);
    }

    @Test
    void observesWithoutWritingAnything() throws InterruptedException {
        Map<String, String> shop = fixture.shop.state();
        Map<String, String> remote = fixture.remote.state();

        RunReport report = fixture.improvement().run(fixture.project().delivery(DeliveryMode.OBSERVE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.OBSERVED);
        assertThat(report.diff()).contains("+echo $((price * count))");
        assertThat(fixture.shop.state()).isEqualTo(shop);
        assertThat(fixture.remote.state()).isEqualTo(remote);
    }

    @Test
    void holdsAChangeWithoutWritingToCheckoutOrRemote() throws InterruptedException {
        Map<String, String> shop = fixture.shop.state();
        Map<String, String> remote = fixture.remote.state();

        RunReport report = fixture.improvement().run(fixture.project().delivery(DeliveryMode.HOLD));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(report.reason())
                .isEqualTo("Multiply price and count (held for review: neither the checkout nor a remote was written)");
        assertThat(fixture.shop.state()).isEqualTo(shop);
        assertThat(fixture.remote.state()).isEqualTo(remote);
    }

    @Test
    void makesOfADryRunNothingButRememberedAnswers() throws InterruptedException {
        Map<String, String> shop = fixture.shop.state();
        Map<String, String> remote = fixture.remote.state();
        var pipeline = fixture.improvement().pipeline().build();
        RunRequest request = RunRequest.manual(fixture.project().build());

        RunReport dry = pipeline.run(request.asDryRun(), fixture.listener);
        assertThat(dry.outcome()).as(dry.reason()).isEqualTo(RunOutcome.OBSERVED);
        assertThat(fixture.shop.state()).isEqualTo(shop);
        assertThat(fixture.remote.state()).isEqualTo(remote);
        RunReport real = pipeline.run(request, fixture.listener);

        assertThat(real.outcome()).as(real.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(real.diff()).isEqualTo(dry.diff());
        assertThat(real.modelCalls()).isZero();
    }

    @Test
    void pushesAndLeavesADirtyCheckoutAsItIs() throws InterruptedException {
        fixture.shop.write("total.sh", "mine\n").write("notes.txt", "mine too\n");
        Map<String, String> shop = fixture.shop.state();

        RunReport report = fixture.improvement().run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(report.reason()).contains("the checkout was left as it is", "has uncommitted changes (total.sh)");
        assertThat(fixture.remote.head("main"))
                .isEqualTo(report.change().orElseThrow().commit());
        assertThat(fixture.shop.state()).isEqualTo(shop);
    }

    @Test
    void refusesToCommitUnderADirtyCheckoutBeforeAnyoneIsAsked() throws InterruptedException {
        fixture.shop.write("total.sh", "mine\n");
        Map<String, String> shop = fixture.shop.state();

        RunReport report = fixture.run(fixture.project().delivery(DeliveryMode.COMMIT));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).contains("has uncommitted changes (total.sh)", "delivery = \"commit\"");
        assertThat(fixture.llm.requests()).isEmpty();
        assertThat(fixture.shop.state()).isEqualTo(shop);
    }

    @Test
    void pushesOntoWhatOthersPushed() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        CommitId theirs = other.write("other.txt", "theirs\n").commit("Theirs");
        other.push();

        RunReport report = fixture.improvement().run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(report.change().orElseThrow().base()).isEqualTo(theirs);
        assertThat(fixture.shop.read("other.txt")).isEqualTo("theirs\n");
        assertThat(fixture.shop.head()).isEqualTo(fixture.remote.head("main"));
    }

    @Test
    void makesTheChangeAnewWhereTheRemoteMovedDuringTheRunAndGatesItAgain() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        AtomicInteger gated = new AtomicInteger();

        RunReport report = fixture.run(fixture.improvement().pipeline().gate("meanwhile", candidate -> {
            if (candidate.changed().entry("total.sh").isPresent() && gated.incrementAndGet() == 2) {
                other.write("other.txt", "theirs\n").commit("Theirs");
                other.push();
            }
            return Verdict.pass();
        }));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(report.change().orElseThrow().base()).isEqualTo(other.head());
        assertThat(fixture.remote.head("main"))
                .isEqualTo(report.change().orElseThrow().commit());
        assertThat(fixture.remote.messages("main")).hasSize(3);
        assertThat(fixture.shop.head()).isEqualTo(fixture.remote.head("main"));
        assertThat(fixture.shop.read("other.txt")).isEqualTo("theirs\n");
        assertThat(gated)
                .as("summary, improvement, and the whole on the new base")
                .hasValue(3);
    }

    @Test
    void leavesAChangeToAPersonWhereTheRemoteMovesAgainAndAgain() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        AtomicInteger moves = new AtomicInteger();

        RunReport report = fixture.run(fixture.improvement().pipeline().gate("meanwhile", candidate -> {
            other.write("other.txt", "theirs " + moves.incrementAndGet() + "\n").commit("Theirs");
            other.push();
            return Verdict.pass();
        }));

        assertThat(report.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(report.decision().orElseThrow().because())
                .isEqualTo(
                        "'main' has moved 3 times while the change was on its way: to approve it makes it anew there,"
                                + " if it fits");
        assertThat(moves).as("two tasks, and two times anew").hasValue(4);
        assertThat(fixture.remote.head("main")).isEqualTo(other.head());
    }

    @Test
    void leavesARemoteThatMovedUnderTheSameLines() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        CommitId before = fixture.shop.head();

        RunReport report = fixture.run(fixture.improvement().pipeline().gate("meanwhile", candidate -> {
            other.write("total.sh", "price=3\ncount=4\necho $((count + price))\n")
                    .commit("Theirs");
            other.push();
            return Verdict.pass();
        }));

        assertThat(report.outcome()).isEqualTo(RunOutcome.HELD);
        assertThat(report.reason())
                .contains("'main' has moved to " + other.head().abbreviated() + ", and the change does not fit there")
                .contains("total.sh has changed");
        assertThat(fixture.remote.head("main")).isEqualTo(other.head());
        assertThat(fixture.shop.head()).isEqualTo(before);
    }

    @Test
    void leavesNothingToAPersonThatTheRemoteHasGotMeanwhile() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));

        RunReport report = fixture.run(fixture.improvement().pipeline().gate("meanwhile", candidate -> {
            other.write("total.sh", "# theirs\n\n\n\n" + PipelineFixture.FIXED)
                    .write("codex.md", PipelineFixture.SUMMARY)
                    .commit("Theirs");
            other.push();
            return Verdict.pass();
        }));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).isEqualTo("'main' has moved, and has all of the change already");
        assertThat(fixture.remote.head("main")).isEqualTo(other.head());
    }

    @Test
    void holdsAChangeThatAGateHasADoubtAboutWhereItWasMadeAnew() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        AtomicInteger gated = new AtomicInteger();

        RunReport report = fixture.run(fixture.improvement().pipeline().gate("oracle", candidate -> {
            if (gated.incrementAndGet() == 2) {
                other.write("other.txt", "theirs\n").commit("Theirs");
                other.push();
            }
            return gated.get() < 3 ? Verdict.pass() : new Verdict.Pass(List.of(), List.of("a full moon"));
        }));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(report.decision().orElseThrow().mode()).isEqualTo(DeliveryMode.HOLD);
        assertThat(report.decision().orElseThrow().because()).isEqualTo("oracle: a full moon");
        assertThat(report.change().orElseThrow().base()).isEqualTo(other.head());
        assertThat(gated)
                .as("summary, improvement, and the whole on the new base")
                .hasValue(3);
        assertThat(fixture.remote.head("main")).isEqualTo(other.head());
    }

    @Test
    void commitsAnewWhereTheLocalBranchMovedDuringTheRun() throws InterruptedException {
        AtomicInteger gated = new AtomicInteger();
        var pipeline = fixture.improvement().pipeline().gate("meanwhile", candidate -> {
            if (gated.incrementAndGet() == 2) {
                fixture.shop.write("mine.txt", "mine\n").commit("Mine");
            }
            return Verdict.pass();
        });

        RunReport report = pipeline.build()
                .run(
                        RunRequest.manual(
                                fixture.project().delivery(DeliveryMode.COMMIT).build()),
                        fixture.listener);

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.git("log", "--format=%s")).isEqualTo("Multiply price and count\nMine\nBegin\n");
        assertThat(fixture.shop.read("mine.txt")).isEqualTo("mine\n");
        assertThat(fixture.shop.dirtyPaths()).isEmpty();
    }

    @Test
    void publishesNothingThatThePersonHasNotPushed() throws InterruptedException {
        fixture.shop.write("draft.txt", "not ready\n").commit("Draft");
        Map<String, String> remote = fixture.remote.state();

        RunReport report = fixture.run();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason())
                .isEqualTo("'main' is 1 commit ahead of origin: push first;"
                        + " nothing that you have not pushed is published");
        assertThat(fixture.llm.requests()).isEmpty();
        assertThat(fixture.remote.state()).isEqualTo(remote);
    }

    @Test
    void refusesADivergedBranch() throws InterruptedException {
        TemporaryRepository other = fixture.remote.checkOut(directory.resolve("other"));
        other.write("other.txt", "theirs\n").commit("Theirs");
        other.push();
        fixture.shop.write("mine.txt", "mine\n").commit("Mine");

        RunReport report = fixture.run();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).contains("have diverged: merge or rebase them first");
    }

    @Test
    void tellsOfADeliveryThatDidNotWorkAndTriesAgainNextTime() throws InterruptedException {
        var broken = fixture.improvement().pipeline().delivery(DeliveryMode.PUSH, change -> {
            throw new DeliveryException(DeliveryException.Reason.UNAVAILABLE, "the line is down", null);
        });

        RunReport report = fixture.run(broken);
        fixture.improvement();
        RunReport again = fixture.run();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.reason()).isEqualTo("the line is down");
        assertThat(again.outcome()).as(again.reason()).isEqualTo(RunOutcome.DELIVERED);
    }

    @Test
    void commitsAsTheConfigurationSaysElseAsTheRepositorySays() throws InterruptedException {
        CommitIdentity configured = new CommitIdentity("Keeper", "keeper@example.org");
        fixture.shop.config("user.name", "Ada").config("user.email", "ada@example.org");

        fixture.run(fixture.improvement().pipeline().identity(configured));

        assertThat(fixture.git("show", "-s", "--format=%an <%ae>, %cn"))
                .isEqualTo("Keeper <keeper@example.org>, Keeper\n");
        fixture.shop.write("more.txt", "more\n").commit("More");
        fixture.shop.push();
        fixture.llm
                .answer("summary", "UNCHANGED")
                .answer("improve", "--- a/more.txt\n+++ b/more.txt\n@@ -1 +1 @@\n-more\n+less\n")
                .answer("commit-message", PipelineFixture.MESSAGE);

        RunReport report = fixture.run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.git("show", "-s", "--format=%an <%ae>")).isEqualTo("Ada <ada@example.org>\n");
    }

    @Test
    void keepsARefreshedSummaryForTheNextChange() throws InterruptedException {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY).answer("improve", "NOTHING_WORTH_DOING");
        Map<String, String> shop = fixture.shop.state();

        RunReport report = fixture.run();

        assertThat(report.outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(report.reason()).endsWith("; the new codex.md waits for the next change");
        assertThat(fixture.shop.state()).isEqualTo(shop);
    }

    @Test
    void commitsARefreshedSummaryByItselfWhereThatIsWanted() throws InterruptedException {
        fixture.llm
                .answer("summary", PipelineFixture.SUMMARY)
                .answer("improve", "NOTHING_WORTH_DOING")
                .answer("commit-message", "{\"subject\": \"Summarise the project\", \"body\": \"\"}");

        RunReport report = fixture.run(fixture.project().summaryCommit(SummaryCommit.ALONE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.remote.read("main", "codex.md")).contains(PipelineFixture.SUMMARY);
        assertThat(fixture.remote.read("main", "total.sh")).contains(PipelineFixture.PROGRAM);
    }
}
