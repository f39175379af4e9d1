package dev.pimainteno.delivery;

import dev.pimainteno.git.GitException;
import dev.pimainteno.git.PrivateRepository;

/** Keeps a change in the repository that it was made in, until somebody has decided about it. */
final class HoldDelivery implements Delivery {

    @Override
    public DeliveryOutcome deliver(Change change) {
        try (PrivateRepository repository = PrivateRepository.existing(change.repository())) {
            repository.hold(change.run(), change.commit());
            return new DeliveryOutcome.Held("held for review: neither the checkout nor a remote was written");
        } catch (GitException e) {
            throw Deliveries.failure(e);
        }
    }
}
