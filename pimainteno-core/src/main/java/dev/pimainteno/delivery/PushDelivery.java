package dev.pimainteno.delivery;

import dev.pimainteno.git.Advance;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.RemoteAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes a change to the remote's branch, then lets the local branch and checkout follow where that is safe. */
final class PushDelivery implements Delivery {
    private static final Logger log = LoggerFactory.getLogger(PushDelivery.class);

    private final RemoteAccess access;

    PushDelivery(RemoteAccess access) {
        this.access = access;
    }

    @Override
    public DeliveryOutcome deliver(Change change) {
        String uri = change.remote()
                .orElseThrow(() -> new DeliveryException(
                        DeliveryException.Reason.FAILED, "Nothing can be pushed: no remote is in play", null));
        try (PrivateRepository source = PrivateRepository.existing(change.repository(), access)) {
            boolean isThere = source.push(uri, change.branch(), change.base(), change.commit())
                    // A run that was cut off may have pushed it, and others may have gone on from there.
                    || source.isAtRemote(uri, change.branch(), change.commit());
            if (!isThere) {
                return new DeliveryOutcome.Moved("not pushed: '" + change.branch() + "' moved at the remote meanwhile");
            }
            String pushed = change.commit().abbreviated() + " was pushed to '" + change.branch() + "'";
            Advance advance = follow(change, source);
            return new DeliveryOutcome.Delivered(
                    advance.checkoutUpdated()
                            ? pushed + " and checked out"
                            : pushed + "; the checkout was left as it is: " + advance.reason(),
                    advance.checkoutUpdated());
        } catch (GitException e) {
            throw Deliveries.failure(e);
        }
    }

    /** The change is out already: what goes wrong from here on is told, not thrown. */
    private static Advance follow(Change change, PrivateRepository source) {
        try (GitProject project = GitProject.open(change.project())) {
            if (!project.isOnBranch(change.branch())) {
                return new Advance(false, false, "it is not on the branch '" + change.branch() + "'");
            }
            return project.advance(change.branch(), project.localHead(change.branch()), change.commit(), source);
        } catch (GitException e) {
            log.warn("{} was pushed, but the checkout {} did not follow", change.commit(), change.project(), e);
            return new Advance(false, false, e.getMessage());
        }
    }
}
