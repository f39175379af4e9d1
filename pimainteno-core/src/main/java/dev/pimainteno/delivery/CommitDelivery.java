package dev.pimainteno.delivery;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.Advance;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;

/** Puts a change on the local branch. */
final class CommitDelivery implements Delivery {

    @Override
    public DeliveryOutcome deliver(Change change) {
        try (GitProject project = GitProject.open(change.project());
                PrivateRepository source = PrivateRepository.existing(change.repository())) {
            CommitId head = project.localHead(change.branch());
            if (!source.isAncestor(head, change.commit())) {
                return new DeliveryOutcome.Moved("not committed: '" + change.branch() + "' moved meanwhile");
            }
            Advance advance = project.advance(change.branch(), head, change.commit(), source);
            if (!advance.moved()) {
                return new DeliveryOutcome.Declined("not committed: " + advance.reason());
            }
            String commit = change.commit().abbreviated() + " is on the local branch '" + change.branch() + "'";
            return new DeliveryOutcome.Delivered(
                    advance.checkoutUpdated()
                            ? commit + ", and the checkout with it"
                            : commit + "; " + advance.reason(),
                    advance.checkoutUpdated());
        } catch (GitException e) {
            throw Deliveries.failure(e);
        }
    }
}
