package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.WorkTree;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.patch.PatchEngine;
import dev.pimainteno.patch.PatchResult;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.task.CommitMessage;
import java.util.List;

/** A run that takes up a change which waits for a person: to deliver it, or to let another one wait in its place. */
final class ReviewRun extends Run {
    private ReviewItem item;
    private final ReviewDecision decision;
    private final DeliveryMode target;
    private final Due due;

    ReviewRun(Opening opening, ReviewItem item, ReviewDecision decision, Due due) {
        super(opening);
        this.item = item;
        this.decision = decision;
        this.target = decision instanceof ReviewDecision.Approve ? opening.git().approvedDelivery() : DeliveryMode.HOLD;
        this.due = due;
    }

    @Override
    RunStopped work(PrivateRepository repository, WorkTree workTree) throws InterruptedException, RunStopped {
        if (target == DeliveryMode.OBSERVE) {
            throw refused("the project is on delivery = \"observe\", from where nothing leaves");
        }
        if (!item.branch().equals(heads.branch())) {
            throw refused("the change is for the branch '" + item.branch() + "', and the project is on '"
                    + heads.branch() + "'");
        }
        CommitMaker maker = maker(repository, true);
        item = new KeptChange(parts, repository).present(item, maker);
        CommitId base = decision instanceof ReviewDecision.Edit
                ? item.base()
                : Base.of(heads, repository, target == DeliveryMode.PUSH);
        boolean moved = !base.equals(item.base());
        if (decision instanceof ReviewDecision.Rebase && !moved) {
            return new RunStopped(RunOutcome.IDLE, "the branch has not moved since the change was made", List.of());
        }
        Snapshot snapshot = repository.snapshot(heads.branch(), base, 0);
        open(snapshot, target);
        events.append(new RunEvent.TakenUp(events.run(), events.now(), item.item(), decision.word()));
        Gating.Passed passed = new Gating(parts, project, repository, workTree, llm, events)
                .require(decision.word(), edits(repository, snapshot), snapshot);
        Change made = commit(repository, maker, snapshot, passed.work());
        Landed landed =
                deliver(made, this::allowed, passed.reservations(), item.codeTasks(), repository, workTree, maker);
        new TakenUpChange(parts, item.item(), held, listener).settle(landed);
        if (landed.isOut()) {
            String looked = due.lookedAt();
            new Progress(parts.watermarks(), project, due, false)
                    .delivered(
                            landed,
                            looked.equals(repository.codeId(
                                    repository.tree(landed.change().base()))),
                            item.codeTasks(),
                            repository,
                            git);
        }
        WaitingChanges.letGo(parts, project, repository);
        return landed.ending();
    }

    private Edits edits(PrivateRepository repository, Snapshot snapshot) throws RunStopped {
        if (!(decision instanceof ReviewDecision.Edit edit)) {
            return new CarriedChange(repository, item.base(), item.tree())
                    .onto(snapshot)
                    .orElseThrow(() -> refused("'" + snapshot.branch() + "' has moved to "
                            + snapshot.commit().abbreviated() + ", which has all of it already"));
        }
        PatchResult result = PatchEngine.create().read(edit.patch(), snapshot.files());
        if (result instanceof PatchResult.Refusal refusal) {
            throw new RunStopped(
                    RunOutcome.REFUSED,
                    "the edited patch does not fit "
                            + snapshot.commit().abbreviated() + ": "
                            + refusal.reasons().get(0),
                    refusal.reasons());
        }
        return ((PatchResult.Placed) result).edits();
    }

    /** Makes the commit anew, unless the one that a person has seen is still the right one. */
    private Change commit(PrivateRepository repository, CommitMaker maker, Snapshot snapshot, Work work)
            throws InterruptedException, RunStopped {
        held.require();
        String message = repository.record(item.commit()).message();
        boolean same = snapshot.commit().equals(item.base()) && work.tree().equals(item.tree());
        String diff = repository.diff(snapshot.tree(), work.tree());
        if (decision instanceof ReviewDecision.Edit && !same) {
            message = edited(message, diff, work) + "Pimainteno-Edited: " + events.run() + "\n";
        }
        CommitId commit = same ? item.commit() : maker.make(work.tree(), snapshot.commit(), message, events.now());
        events.keep("patch.diff", diff);
        events.keep("message.txt", message);
        events.append(new RunEvent.Committed(
                events.run(),
                events.now(),
                commit,
                work.tree(),
                message.lines().findFirst().orElse(""),
                item.codeTasks()));
        return made(snapshot, commit, work.tree(), message, diff, repository);
    }

    /** Returns the message without what was true of the change as the model knew it, and is not of what a person made of it. */
    private String edited(String message, String diff, Work work) {
        List<String> paths =
                work.edits().orElseThrow().files().stream().map(FileEdit::path).toList();
        CommitMessage revised = Committing.writer(parts.redaction()).revise(project, message, diff, paths);
        if (!revised.note().isEmpty()) {
            details.add(revised.note());
        }
        return revised.text();
    }

    private DeliveryDecision allowed(List<String> reservations) {
        if (target == DeliveryMode.HOLD) {
            return new DeliveryDecision(target, "a person has asked for it: " + decision.word());
        }
        List<String> unseen = item.unseen(reservations);
        return unseen.isEmpty()
                ? new DeliveryDecision(target, "a person has approved it")
                : DeliveryDecision.of(target, unseen);
    }

    private RunStopped refused(String why) {
        return new RunStopped(
                RunOutcome.REFUSED,
                "cannot " + decision.word() + " the change of " + item.item() + ": " + why,
                List.of());
    }
}
