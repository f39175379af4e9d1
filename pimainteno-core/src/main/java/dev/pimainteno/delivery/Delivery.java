package dev.pimainteno.delivery;

/** Takes a change to where it is to be. Implementations are safe for many threads. */
@FunctionalInterface
public interface Delivery {

    /**
     * Delivers a change: whole, or not at all. Never forces anything, and never touches work of the user's that is not
     * committed.
     *
     * @throws DeliveryException if it could not be delivered; the message says what is known of remote and checkout
     */
    DeliveryOutcome deliver(Change change) throws InterruptedException;
}
