package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Compares commits of one repository by their histories. */
record Ancestry(Repository repository) {

    /** Whether {@code ancestor} is {@code descendant} or comes before it. */
    boolean isAncestor(CommitId ancestor, CommitId descendant) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(ancestor.hex())),
                    walk.parseCommit(ObjectId.fromString(descendant.hex())));
        } catch (IOException e) {
            throw Failures.of("Cannot compare commits in " + repository.getDirectory(), e);
        }
    }
}
