package dev.pimainteno.pipeline;

import dev.pimainteno.journal.RunEvent;
import java.util.Optional;

/**
 * What is known to have been done to put a change into service. Immutable.
 *
 * @param deployed what came of the deploy commands
 * @param restarting that the restart was about to be made
 * @param served what came of it
 */
record ServedSoFar(
        Optional<RunEvent.Deployed> deployed,
        Optional<RunEvent.Restarting> restarting,
        Optional<RunEvent.Served> served) {

    static ServedSoFar nothing() {
        return new ServedSoFar(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
