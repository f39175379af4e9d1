package dev.pimainteno.cli.doctor;

import dev.pimainteno.git.CheckoutState;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.Heads;
import dev.pimainteno.git.RemoteAccess;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import java.util.Locale;

/** A project's repository: that it is one, with the branch and the remote that a run needs, and that its checkout is at rest. */
public record ProjectCheck(Project project, RemoteAccess access) implements Check {

    @Override
    public String name() {
        return "project " + project.id();
    }

    @Override
    public Diagnosis examine() {
        try (GitProject repository = GitProject.open(project, access)) {
            Heads heads = repository.heads();
            CheckoutState checkout = repository.checkout(heads.branch());
            String found = project.path() + ", branch " + heads.branch() + ", delivery "
                    + project.delivery().name().toLowerCase(Locale.ROOT)
                    + heads.remote().map(remote -> ", remote " + remote.name()).orElse("");
            // A checkout on another branch stays where it is; one on this branch moves with a delivery.
            boolean stays = project.delivery().compareTo(DeliveryMode.HOLD) <= 0;
            return stays || !checkout.onBranch() || checkout.followable()
                    ? Diagnosis.ok(found)
                    : Diagnosis.warning(
                            found + "; the checkout " + checkout.description() + ", and would have to move",
                            "commit or take back what is under way there; until then nothing is delivered");
        } catch (GitException e) {
            return Diagnosis.failure(e.getMessage(), remedy(e.reason()));
        }
    }

    private static String remedy(GitException.Reason reason) {
        return switch (reason) {
            case NOT_A_REPOSITORY -> "correct the project's path in the configuration, or clone the repository there";
            case UNSUPPORTED -> "name another checkout or remote";
            case NO_BRANCH -> "check out a branch with a commit, or name one: branch = \"main\"";
            case NO_REMOTE -> "add the remote and push the branch once, or choose another delivery";
            case DIVERGED -> "merge or rebase the branches";
            case NOT_PERMITTED -> "let the user that this runs as read the repository, or run as its owner";
            case DECLINED -> "see what the remote says, and let it take pushes to the branch";
            case NOT_SIGNED -> "see what is said of signing";
            case UNAVAILABLE, UNKNOWN -> "check the network and the remote's address and credentials";
            case FAILED -> "see what 'git fsck' and 'git status' say there";
        };
    }
}
