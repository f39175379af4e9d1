package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.patch.PatchEngine;
import dev.pimainteno.patch.PatchResult;
import java.util.List;
import java.util.Optional;

/**
 * A change that was made for one commit, to be carried over to another.
 *
 * @param base the commit that it was made for
 * @param tree the changed tree
 */
record CarriedChange(PrivateRepository repository, CommitId base, TreeId tree) {

    /**
     * Returns the change's edits for another commit; nothing if they are there already.
     *
     * @throws RunStopped if they do not fit there
     */
    Optional<Edits> onto(Snapshot snapshot) throws RunStopped {
        Snapshot then = repository.snapshot(snapshot.branch(), base, 0);
        Optional<Edits> edits = repository.edits(then.tree(), tree);
        if (edits.isEmpty()) {
            throw new RunStopped(RunOutcome.REFUSED, "the change changes nothing", List.of());
        }
        if (base.equals(snapshot.commit())) {
            return edits;
        }
        PatchResult result = PatchEngine.create().carryOver(edits.get(), snapshot.files(), then.files());
        if (result instanceof PatchResult.Refusal refusal) {
            if (refusal.changesNothing()) {
                return Optional.empty();
            }
            throw new RunStopped(
                    RunOutcome.REFUSED,
                    "'" + snapshot.branch() + "' has moved to "
                            + snapshot.commit().abbreviated() + ", and the change does not fit there: "
                            + refusal.reasons().get(0),
                    refusal.reasons());
        }
        return Optional.of(((PatchResult.Placed) result).edits());
    }
}
