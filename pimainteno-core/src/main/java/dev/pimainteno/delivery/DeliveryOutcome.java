package dev.pimainteno.delivery;

/** Where a change went. */
public sealed interface DeliveryOutcome {

    /** Returns what happened, in one sentence. */
    String summary();

    /** The change was shown only. */
    record Observed(String summary) implements DeliveryOutcome {}

    /** The change is kept, and waits for a person. */
    record Held(String summary) implements DeliveryOutcome {}

    /**
     * The change is on the branch.
     *
     * @param checkoutUpdated whether the user's checkout is at the change now
     */
    record Delivered(String summary, boolean checkoutUpdated) implements DeliveryOutcome {}

    /** The change went nowhere, because the branch has moved on since it was made. It may be made anew on the new head. */
    record Moved(String summary) implements DeliveryOutcome {}

    /** The change went nowhere, because the branch or the checkout is not as it was when the run began. */
    record Declined(String summary) implements DeliveryOutcome {}
}
