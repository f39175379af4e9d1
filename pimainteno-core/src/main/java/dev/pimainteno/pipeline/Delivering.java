package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.git.CommitRecord;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.Heads;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.Remote;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.DeliveryMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Delivers a change as far as it may go. Where its branch has moved on meanwhile, it is made anew on the new head and gated
 * once more, as often as {@value #TRIES} tries allow; nothing is ever forced. What cannot be carried there, or does not pass
 * there, is left to a person as it was.
 */
final class Delivering {
    private static final int TRIES = 3;

    private final GitProject git;
    private final PrivateRepository repository;
    private final CommitMaker maker;
    private final Gating gating;
    private final Landing landing;
    private final HeldProject held;
    private final RunLog log;
    private final Function<List<String>, DeliveryDecision> decider;

    /**
     * @param decider says how far a change may go, by the reservations that there are about it
     */
    Delivering(
            GitProject git,
            PrivateRepository repository,
            CommitMaker maker,
            Gating gating,
            Landing landing,
            HeldProject held,
            RunLog log,
            Function<List<String>, DeliveryDecision> decider) {
        this.git = git;
        this.repository = repository;
        this.maker = maker;
        this.gating = gating;
        this.landing = landing;
        this.held = held;
        this.log = log;
        this.decider = decider;
    }

    /**
     * @param reservations why a person should look at the change, a sentence each
     * @param codeTasks the tasks whose edits touch more than the summary
     */
    Landed deliver(Change made, List<String> reservations, List<String> codeTasks)
            throws InterruptedException, RunStopped {
        Change change = made;
        DeliveryDecision decision = decider.apply(reservations);
        boolean touchesCode = !repository.codeId(made.tree()).equals(repository.codeId(repository.tree(made.base())));
        for (int tries = 1; ; tries++) {
            log.append(new RunEvent.DeliveryDecided(log.run(), log.now(), decision.mode(), decision.because()));
            Optional<Landed> landed = landing.land(change, decision, touchesCode);
            if (landed.isPresent()) {
                return landed.get();
            }
            if (tries == TRIES) {
                String reason = "'" + change.branch() + "' has moved " + tries
                        + " times while the change was on its way: to approve it makes it anew there, if it fits";
                return landing.leave(change, decision, reason, List.of());
            }
            Optional<Anew> anew;
            try {
                anew = anew(change, decision.mode(), codeTasks);
            } catch (RunStopped e) {
                return landing.leave(change, decision, e.reason(), e.details());
            }
            if (anew.isEmpty()) {
                String reason = "'" + change.branch() + "' has moved, and has all of the change already";
                return new Landed(change, decision, landing.refuse(reason));
            }
            change = anew.get().change();
            decision = decider.apply(anew.get().reservations());
        }
    }

    private record Anew(Change change, List<String> reservations) {}

    /** Returns the change for where its branch is now; nothing if that is there already. */
    private Optional<Anew> anew(Change change, DeliveryMode mode, List<String> codeTasks)
            throws InterruptedException, RunStopped {
        Heads heads = git.heads();
        CommitId head = Base.of(heads, repository, mode == DeliveryMode.PUSH);
        Snapshot snapshot = repository.snapshot(heads.branch(), head, 0);
        Optional<Edits> edits = new CarriedChange(repository, change.base(), change.tree()).onto(snapshot);
        if (edits.isEmpty()) {
            return Optional.empty();
        }
        log.append(new RunEvent.Rebased(log.run(), log.now(), head, snapshot.tree()));
        Gating.Passed passed = passed(change, edits.get(), snapshot, codeTasks);
        held.require();
        CommitRecord was = repository.record(change.commit());
        CommitId commit = maker.make(passed.work().tree(), head, was.message(), log.now());
        committed(commit, passed.work().tree(), change, codeTasks);
        log.keep("patch.diff", repository.diff(snapshot.tree(), passed.work().tree()));
        Change anew = new Change(
                change.project(),
                change.run(),
                change.branch(),
                head,
                commit,
                passed.work().tree(),
                was.message(),
                repository.directory(),
                heads.remote().map(Remote::uri).orElse(null));
        return Optional.of(new Anew(anew, passed.reservations()));
    }

    /** Puts the change before the gates on the new head; where it does not pass, it is again what it was before. */
    private Gating.Passed passed(Change change, Edits edits, Snapshot snapshot, List<String> codeTasks)
            throws InterruptedException, RunStopped {
        try {
            return gating.require("rebase", edits, snapshot);
        } catch (RunStopped e) {
            log.append(new RunEvent.Rebased(log.run(), log.now(), change.base(), repository.tree(change.base())));
            committed(change.commit(), change.tree(), change, codeTasks);
            throw e;
        }
    }

    private void committed(CommitId commit, TreeId tree, Change change, List<String> codeTasks) {
        log.append(new RunEvent.Committed(log.run(), log.now(), commit, tree, change.subject(), codeTasks));
    }
}
