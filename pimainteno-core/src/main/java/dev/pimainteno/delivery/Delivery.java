package dev.pimainteno.delivery;

import dev.pimainteno.git.RemoteAccess;

/** Takes a change to where it is to be. Implementations are safe for many threads. */
@FunctionalInterface
public interface Delivery {

    /**
     * Delivers a change: whole, or not at all. Never forces anything, and never touches work of the user's that is not
     * committed.
     *
     * @throws DeliveryException if it could not be delivered; the message says what is known of remote and checkout. Where the
     *     reason is {@link DeliveryException.Reason#REJECTED}, the change is held for a person
     */
    DeliveryOutcome deliver(Change change) throws InterruptedException;

    /** Returns the delivery that only shows a change. */
    static Delivery observe() {
        return new ObserveDelivery();
    }

    /** Returns the delivery that keeps a change for a person to look at. */
    static Delivery hold() {
        return new HoldDelivery();
    }

    /** Returns the delivery to the local branch, and to the user's checkout where that is on the branch. */
    static Delivery commit() {
        return new CommitDelivery();
    }

    /** Returns the delivery to the remote's branch, and to the user's checkout where that is safe. */
    static Delivery push() {
        return push(RemoteAccess.standard());
    }

    /**
     * Returns the delivery to the remote's branch, and to the user's checkout where that is safe.
     *
     * @param access how remotes are reached
     */
    static Delivery push(RemoteAccess access) {
        return new PushDelivery(access);
    }
}
