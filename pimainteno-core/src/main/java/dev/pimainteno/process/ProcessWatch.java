package dev.pimainteno.process;

import java.util.Optional;

/** Looks at a child process about four times a second while it runs. Used by one thread at a time; must not block. */
@FunctionalInterface
public interface ProcessWatch {
    /**
     * Says why the child must end now.
     *
     * @return a phrase that goes on behind the command's name, such as {@code took more than 2 GiB of memory}; nothing if it
     *     may go on
     */
    Optional<String> objection(ProcessHandle child);

    /**
     * Called when the runner has ended the child, for whatever reason, so that what it has started elsewhere is ended, too, before its
     * output is waited for.
     */
    default void ended() throws InterruptedException {}

    /** Returns a watch that has nothing against any process. */
    static ProcessWatch none() {
        return child -> Optional.empty();
    }
}
