package dev.pimainteno.delivery;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proposal that became a commit and passed its gates. Immutable.
 *
 * @param branch the short name of the branch that it is for
 * @param base the commit that it was made for; its only parent
 * @param commit the change itself
 * @param tree the tree that passed the gates, byte for byte
 * @param message the whole commit message
 * @param repository the Git directory, of this program's own, in which {@code commit} can be read
 * @param remoteUri where the remote is; null if no remote is in play
 */
public record Change(
        Project project,
        RunId run,
        String branch,
        CommitId base,
        CommitId commit,
        TreeId tree,
        String message,
        Path repository,
        @Nullable String remoteUri) {

    /** Returns where the remote is, without a password; absent if no remote is in play. */
    public Optional<String> remote() {
        return Optional.ofNullable(remoteUri);
    }

    /** Returns the first line of the message. */
    public String subject() {
        return message.lines().findFirst().orElse("");
    }
}
