package dev.pimainteno.pipeline;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.delivery.DeliveryException;
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
    private final boolean waits;
    private boolean interrupted;

    /**
     * @param details takes lines on what was done, or why nothing was
     * @param waits whether the commit is made of a change that waits for a person, and goes on waiting if this goes nowhere
     */
    Landing(Parts parts, HeldProject held, RunLog log, List<String> details, boolean waits) {
        this.parts = parts;
        this.held = held;
        this.log = log;
        this.details = details;
        this.waits = waits;
    }

    /** Whether an interrupt came when the change was out already, and is still to be passed on. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /**
     * Delivers a change and puts it into service. What a remote has declined is left for a person to decide about.
     *
     * @param decision how far it may go, which is journaled already
     * @param touchesCode whether more than the summary changed
     * @return what became of it; nothing if the branch has moved on since the change was made
     */
    Optional<Landed> land(Change change, DeliveryDecision decision, boolean touchesCode)
            throws InterruptedException, RunStopped {
        held.require();
        DeliveryMode mode = decision.mode();
        log.begin(Phase.DELIVER, mode.name());
        DeliveryOutcome delivered;
        try {
            delivered = parts.delivery(mode).deliver(change);
        } catch (DeliveryException e) {
            if (e.reason() != DeliveryException.Reason.REJECTED || mode.compareTo(DeliveryMode.HOLD) <= 0) {
                throw e;
            }
            return Optional.of(leave(change, decision, String.valueOf(e.getMessage()), List.of()));
        }
        boolean left = delivered instanceof DeliveryOutcome.Delivered;
        boolean inPlace = left && ((DeliveryOutcome.Delivered) delivered).checkoutUpdated();
        log.append(new RunEvent.Delivered(log.run(), log.now(), mode, left, inPlace, delivered.summary()));
        if (delivered instanceof DeliveryOutcome.Moved) {
            return Optional.empty();
        }
        if (!left) {
            return Optional.of(new Landed(change, decision, stayed(change, outcome(delivered), delivered.summary())));
        }
        moved(ChangeState.DELIVERED, delivered.summary());
        RunStopped ending = putIntoService(change, inPlace, touchesCode, delivered.summary(), ServedSoFar.nothing());
        return Optional.of(new Landed(change, decision, ending));
    }

    /**
     * Leaves a change to a person that has passed its gates and cannot go where it was to go.
     *
     * @param decision how far it was to go
     * @param reason why it cannot, in one sentence
     * @param evidence more on that, a line each
     */
    Landed leave(Change change, DeliveryDecision decision, String reason, List<String> evidence)
            throws InterruptedException, RunStopped {
        details.addAll(evidence);
        if (waits) {
            return new Landed(change, decision, refuse(reason));
        }
        held.require();
        log.append(new RunEvent.DeliveryDecided(log.run(), log.now(), DeliveryMode.HOLD, reason));
        log.begin(Phase.DELIVER, DeliveryMode.HOLD.name());
        RunOutcome outcome = outcome(parts.delivery(DeliveryMode.HOLD).deliver(change));
        String where = "held for review: " + reason;
        log.append(new RunEvent.Delivered(log.run(), log.now(), DeliveryMode.HOLD, false, false, where));
        return new Landed(change, new DeliveryDecision(DeliveryMode.HOLD, reason), stayed(change, outcome, where));
    }

    /** Gives a change up that cannot be delivered. */
    RunStopped refuse(String reason) {
        moved(ChangeState.REJECTED, reason);
        return new RunStopped(RunOutcome.REFUSED, reason, List.of());
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
