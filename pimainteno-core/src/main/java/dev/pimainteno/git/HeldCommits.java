package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** The commits that wait for a person, each under a reference of its own, so that nothing cleans them away. */
final class HeldCommits {
    private static final String PREFIX = "refs/pimainteno/held/";

    private final Repository repository;

    HeldCommits(Repository repository) {
        this.repository = repository;
    }

    /** Keeps a commit; to keep it twice makes no difference. */
    void hold(RunId run, CommitId commit) {
        try {
            RefUpdate update = repository.updateRef(PREFIX + run);
            update.setNewObjectId(ObjectId.fromString(commit.hex()));
            update.setForceUpdate(true);
            require(update.update(), "hold " + commit.abbreviated());
        } catch (IOException e) {
            throw Failures.of("Cannot hold " + commit.abbreviated() + " in " + repository.getDirectory(), e);
        }
    }

    void holdOnly(Set<RunId> runs) {
        try {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(PREFIX)) {
                String run = ref.getName().substring(PREFIX.length());
                if (runs.stream().noneMatch(kept -> kept.value().equals(run))) {
                    RefUpdate update = repository.updateRef(ref.getName());
                    update.setForceUpdate(true);
                    require(update.delete(), "let go of the change of " + run);
                }
            }
        } catch (IOException e) {
            throw Failures.of("Cannot let go of changes in " + repository.getDirectory(), e);
        }
    }

    private void require(RefUpdate.Result result, String attempt) {
        switch (result) {
            case NEW, FORCED, NO_CHANGE, FAST_FORWARD -> {}
            default ->
                throw new GitException(
                        GitException.Reason.FAILED,
                        "Cannot " + attempt + " in " + repository.getDirectory() + ": " + result,
                        null);
        }
    }
}
