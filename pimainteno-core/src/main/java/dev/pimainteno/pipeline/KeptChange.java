package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.patch.PatchEngine;
import dev.pimainteno.patch.PatchResult;
import dev.pimainteno.review.ReviewItem;
import java.util.List;
import java.util.Optional;

/**
 * Makes a waiting change anew from what was kept of it beside the journal, where the private repository does not have it: its
 * database was restored on another machine, or somebody has deleted the repository.
 */
final class KeptChange {
    private static final ArtifactName PATCH = new ArtifactName("patch.diff");
    private static final ArtifactName MESSAGE = new ArtifactName("message.txt");

    private final Parts parts;
    private final PrivateRepository repository;

    KeptChange(Parts parts, PrivateRepository repository) {
        this.parts = parts;
        this.repository = repository;
    }

    /**
     * Returns the change with a commit that is there.
     *
     * @throws RunStopped if what was kept does not give the tree that has passed the gates, byte for byte
     */
    ReviewItem present(ReviewItem item, CommitMaker maker) throws InterruptedException, RunStopped {
        if (repository.has(item.commit())) {
            return item;
        }
        kept(item, repository.snapshot(item.branch(), item.base(), 0));
        String message = parts.artifacts().read(item.item(), MESSAGE).orElse(item.subject() + "\n");
        CommitId commit =
                maker.make(item.tree(), item.base(), message, parts.clock().instant());
        repository.hold(item.item(), commit);
        return item.withCommit(commit);
    }

    /**
     * Returns what a change edits, whether its commit is there or not; nothing if it edits nothing.
     *
     * @param base what the change is for
     * @throws RunStopped if what was kept does not give the tree that has passed the gates, byte for byte
     */
    Optional<Edits> edits(ReviewItem item, Snapshot base) throws RunStopped {
        return repository.has(item.commit())
                ? repository.edits(base.tree(), item.tree())
                : Optional.of(kept(item, base));
    }

    /** Returns the edits that were kept, whose tree is in the repository then. */
    private Edits kept(ReviewItem item, Snapshot base) throws RunStopped {
        String patch = parts.artifacts().read(item.item(), PATCH).orElse("");
        if (!(PatchEngine.create().read(patch, base.files()) instanceof PatchResult.Placed placed)) {
            throw lost(item);
        }
        if (!repository.write(base.tree(), placed.edits()).equals(item.tree())) {
            throw lost(item);
        }
        return placed.edits();
    }

    private static RunStopped lost(ReviewItem item) {
        return new RunStopped(
                RunOutcome.REFUSED,
                "the commit of " + item.item()
                        + " is not in the state directory any more, and the patch that was kept of it"
                        + " is not the whole: turn it down, and let it be proposed again",
                List.of());
    }
}
