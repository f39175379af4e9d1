package dev.pimainteno.testing;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.Delivery;
import dev.pimainteno.delivery.DeliveryException;
import dev.pimainteno.delivery.DeliveryOutcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps every change that it is handed, takes none anywhere, and ends as it was told. Safe for many threads. */
public final class RecordingDelivery implements Delivery {
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final @Nullable DeliveryOutcome outcome;
    private final @Nullable DeliveryException failure;

    private RecordingDelivery(@Nullable DeliveryOutcome outcome, @Nullable DeliveryException failure) {
        this.outcome = outcome;
        this.failure = failure;
    }

    /** Returns a delivery that says of every change that it is on the branch and in the checkout. */
    public static RecordingDelivery create() {
        return endingWith(new DeliveryOutcome.Delivered("recorded", true));
    }

    public static RecordingDelivery endingWith(DeliveryOutcome outcome) {
        return new RecordingDelivery(requireNonNull(outcome, "outcome"), null);
    }

    public static RecordingDelivery failingWith(DeliveryException failure) {
        return new RecordingDelivery(null, requireNonNull(failure, "failure"));
    }

    @Override
    public DeliveryOutcome deliver(Change change) {
        changes.add(change);
        if (failure != null) {
            throw failure;
        }
        return requireNonNull(outcome);
    }

    /** Returns the changes so far, in the order in which they were handed over. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }
}
