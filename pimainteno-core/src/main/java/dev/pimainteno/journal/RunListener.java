package dev.pimainteno.journal;

/**
 * Watches runs. A listener only observes: what it throws is logged and changes nothing, and it must return quickly.
 * Events of one run arrive in order, after they were journaled; events of different runs may arrive at once.
 */
@FunctionalInterface
public interface RunListener {

    void onEvent(RunEvent event);

    /** Returns a listener that does nothing. */
    static RunListener none() {
        return event -> {};
    }
}
