package dev.pimainteno.pipeline;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryOutcome;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;
import java.util.List;
import java.util.Optional;

/**
 * Takes a commit that has passed the gates to where it is to go, and puts it into service: as part of the run that made it,
 * or for one that was cut off. Every step says in the journal that it is about to act before it does, and doing a step again
 * that was done already changes nothing more.
 */
final class Landing {
    private final Parts parts;
    private final HeldProject held;
    private final RunLog log;
    private final List<String> details;
    private boolean interrupted;

    /**
     * @param details takes lines on what was done, or why nothing was
     */
    Landing(Parts parts, HeldProject held, RunLog log, List<String> details) {
        this.parts = parts;
        this.held = held;
        this.log = log;
        this.details = details;
    }

    /** Whether an interrupt came when the change was out already, and is still to be passed on. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /**
     * Delivers a change and puts it into service.
     *
     * @param touchesCode whether more than the summary changed
     * @return how the run ends; nothing if the branch has moved on since the change was made
     */
    Optional<RunStopped> land(Change change, DeliveryMode mode, boolean touchesCode)
            throws InterruptedException, RunStopped {
        held.require();
        log.begin(Phase.DELIVER, mode.name());
        DeliveryOutcome delivered = parts.delivery(mode).deliver(change);
        boolean left = delivered instanceof DeliveryOutcome.Delivered;
        boolean inPlace = left && ((DeliveryOutcome.Delivered) delivered).checkoutUpdated();
        log.append(new RunEvent.Delivered(log.run(), log.now(), mode, left, inPlace, delivered.summary()));
        if (delivered instanceof DeliveryOutcome.Moved) {
            return Optional.empty();
        }
        if (!left) {
            return Optional.of(stayed(change, outcome(delivered), delivered.summary()));
        }
        moved(ChangeState.DELIVERED, delivered.summary());
        return Optional.of(putIntoService(change, inPlace, touchesCode, delivered.summary(), ServedSoFar.nothing()));
    }

    /** Gives a change up that cannot be delivered. */
    RunStopped refuse(String reason, List<String> evidence) {
        moved(ChangeState.REJECTED, reason);
        return new RunStopped(RunOutcome.REFUSED, reason, evidence);
    }

    private static RunOutcome outcome(DeliveryOutcome stayed) {
        if (stayed instanceof DeliveryOutcome.Declined) {
            return RunOutcome.REFUSED;
        }
        return stayed instanceof DeliveryOutcome.Held ? RunOutcome.HELD : RunOutcome.OBSERVED;
    }

    /**
     * Says of a change what it is that has not left.
     *
     * @param where where it is, or why it did not leave, in one sentence
     * @return how the run ends
     */
    RunStopped stayed(Change change, RunOutcome outcome, String where) {
        switch (outcome) {
            case REFUSED -> moved(ChangeState.REJECTED, where);
            case HELD -> moved(ChangeState.HELD, where);
            default -> moved(ChangeState.PROPOSED, where);
        }
        String reason = outcome == RunOutcome.REFUSED ? where : change.subject() + " (" + where + ")";
        return new RunStopped(outcome, reason, List.of());
    }

    /**
     * Puts a change into service that is delivered.
     *
     * @param inPlace whether the checkout is at the change
     * @param where where it went, in one sentence
     * @param soFar what was done before
     */
    RunStopped putIntoService(Change change, boolean inPlace, boolean touchesCode, String where, ServedSoFar soFar)
            throws RunStopped {
        String sentence = change.subject() + " (" + where + ")";
        Deployment deployment = new Deployment(parts.runner(), parts.commandEnvironment(), held, log);
        Serving serving = new Serving(deployment, parts.services(), parts.serviceLog(), held, log);
        Optional<String> trouble;
        try {
            trouble = serving.serve(change, inPlace, touchesCode, soFar, details);
        } catch (InterruptedException e) {
            // What is out stays out, and is reported; the interrupt is passed on with the report.
            interrupted = true;
            return new RunStopped(
                    RunOutcome.INTERRUPTED, sentence + "; interrupted while it was put into service", List.of());
        }
        if (trouble.isPresent()) {
            return new RunStopped(RunOutcome.FAILED, sentence + "; " + trouble.get(), List.of());
        }
        moved(ChangeState.KEPT, "");
        return new RunStopped(RunOutcome.DELIVERED, sentence, List.of());
    }

    private void moved(ChangeState state, String reason) {
        log.append(new RunEvent.ChangeMoved(log.run(), log.now(), state, reason));
    }
}
