package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.Snapshot;
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
 * once more, as often as {@value #TRIES} tries allow; nothing is ever forced.
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
            Optional<RunStopped> ending = landing.land(change, decision.mode(), touchesCode);
            if (ending.isPresent()) {
                return new Landed(change, decision, ending.get());
            }
            if (tries == TRIES) {
                String reason = "'" + change.branch() + "' has moved " + tries
                        + " times while the change was on its way: the next run starts from there";
                return new Landed(change, decision, landing.refuse(reason, List.of()));
            }
            try {
                Anew anew = anew(change, decision.mode(), codeTasks);
                change = anew.change();
                decision = decider.apply(anew.reservations());
            } catch (RunStopped e) {
                return new Landed(change, decision, landing.refuse(e.reason(), e.details()));
            }
        }
    }

    private record Anew(Change change, List<String> reservations) {}

    private Anew anew(Change change, DeliveryMode mode, List<String> codeTasks)
            throws InterruptedException, RunStopped {
        Heads heads = git.heads();
        CommitId head = Base.of(heads, repository, mode == DeliveryMode.PUSH);
        Snapshot snapshot = repository.snapshot(heads.branch(), head, 0);
        log.append(new RunEvent.Rebased(log.run(), log.now(), head, snapshot.tree()));
        Edits edits = new CarriedChange(repository, change.base(), change.tree()).onto(snapshot);
        Gating.Passed passed = gating.require("rebase", edits, snapshot);
        held.require();
        CommitRecord was = repository.record(change.commit());
        CommitId commit = maker.make(passed.work().tree(), head, was.message(), log.now());
        log.append(new RunEvent.Committed(
                log.run(), log.now(), commit, passed.work().tree(), change.subject(), codeTasks));
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
        return new Anew(anew, passed.reservations());
    }
}
