package dev.pimainteno.delivery;

/** Shows a change and leaves everything as it is. */
final class ObserveDelivery implements Delivery {

    @Override
    public DeliveryOutcome deliver(Change change) {
        return new DeliveryOutcome.Observed("observed only: neither the checkout nor a remote was written");
    }
}
