package dev.pimainteno.cli.demo;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.process.ProcessResult;
import java.io.IOException;
import java.util.Optional;

/** Compares what the runs reported with what is on the disk. */
final class Proof {
    private final GitView checkout;
    private final GitView remote;
    private final Screen screen;
    private boolean holds = true;

    Proof(DemoProject project, Screen screen) {
        this.checkout = new GitView(project.checkout());
        this.remote = new GitView(project.remote());
        this.screen = screen;
    }

    /** Prints each finding and returns whether all are good. */
    boolean check(ProcessResult before, ProcessResult after, Act first, Act second, Act third) throws IOException {
        Optional<CommitId> commit = first.report().change().map(Change::commit);
        Optional<TreeId> tree = first.report().change().map(Change::tree);
        screen.title("Checked afterwards");
        find(!before.succeeded() && after.succeeded(), "The test failed before the first run and passes after it.");
        find(
                first.report().outcome() == RunOutcome.DELIVERED && first.passed("policy") && first.passed("verify"),
                "The first run's change passed every gate and was delivered.");
        find(commit.equals(Optional.of(remote.head().id())), "The remote is at the commit that the run reported.");
        find(tree.equals(Optional.of(remote.head().tree())), "What it holds is, byte for byte, what passed the gates.");
        find(
                commit.equals(Optional.of(checkout.head().id())) && checkout.isClean(),
                "The checkout has followed and is clean.");
        find(
                second.report().outcome() == RunOutcome.NOTHING_TO_DO && second.questions() == 1,
                "The second run asked once, heard that nothing is worth doing, and left everything as it was.");
        find(
                third.report().outcome() == RunOutcome.IDLE
                        && third.questions() == 0
                        && third.events().isEmpty(),
                "The third asked nothing and made no run.");
        return holds;
    }

    private void find(boolean good, String text) {
        screen.finding(good, text);
        holds &= good;
    }
}
