package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes or unwinds the runs of a project that were cut off. What had not begun to be delivered is unwound, since nothing
 * of it is to be seen anywhere; what had is delivered and put into service, since nobody can know who has seen it. Every step
 * of that finds out first whether it was done already.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Parts parts;
    private final Project project;
    private final GitProject git;
    private final HeldProject held;
    private final RunListener listener;

    Recovery(Parts parts, Project project, GitProject git, HeldProject held, RunListener listener) {
        this.parts = parts;
        this.project = project;
        this.git = git;
        this.held = held;
        this.listener = listener;
    }

    /** Says what waits to be recovered, in one sentence, and changes nothing; empty if nothing does. */
    Optional<String> waiting() {
        List<RunId> open = parts.journal().open(project.id());
        if (open.isEmpty() && !git.isUnsettled()) {
            return Optional.empty();
        }
        String what = open.isEmpty() ? "an update of the checkout" : "the run " + open.get(0);
        return Optional.of(
                what + " was cut off, and is brought to its end by the next check that is no dry run: until then"
                        + " there is nothing to try");
    }

    /**
     * Brings every run of the project to its end that has none.
     *
     * @return what was done, a sentence each; empty if there was nothing to do
     * @throws PimaintenoException if that cannot be done now; it is tried again at the next check
     * @throws RunStopped if the project was lost meanwhile
     */
    List<String> recover() throws InterruptedException, RunStopped {
        List<String> done = new ArrayList<>();
        List<RunId> open = parts.journal().open(project.id());
        open.forEach(run -> ProcessMark.of(run.value()).endAll());
        git.settle().ifPresent(done::add);
        for (RunId run : open) {
            done.add("the run " + run + " was cut off: " + recover(run));
        }
        done.forEach(sentence -> log.warn("{}: {}", project, sentence));
        return done;
    }

    private String recover(RunId run) throws InterruptedException, RunStopped {
        List<RunEvent> events;
        try (Stream<RunEvent> read = parts.journal().read(run)) {
            events = read.toList();
        }
        RunPast past = RunPast.of(events);
        RunLog journaled = new RunLog(run, held, parts, listener);
        boolean goesOn = past.committed().isPresent() && past.delivering();
        String decision = goesOn
                ? "it had begun to deliver and is brought to its end"
                : "it was in the phase " + past.phase().name().toLowerCase(Locale.ROOT) + " and is unwound";
        journaled.append(new RunEvent.Resumed(run, journaled.now(), held.token(), decision));
        RunStopped ending = goesOn ? finish(past, journaled) : unwind(past, journaled);
        journaled.append(new RunEvent.Ended(run, journaled.now(), ending.outcome(), ending.reason()));
        return decision + "; " + ending.reason();
    }

    private static RunStopped unwind(RunPast past, RunLog events) {
        if (past.committed().isPresent()) {
            events.append(new RunEvent.ChangeMoved(
                    events.run(), events.now(), ChangeState.EXPIRED, "the run was cut off before it was delivered"));
        }
        return new RunStopped(
                RunOutcome.INTERRUPTED,
                "cut off in the phase " + past.phase().name().toLowerCase(Locale.ROOT) + "; nothing was left behind",
                List.of());
    }

    private RunStopped finish(RunPast past, RunLog events) throws InterruptedException, RunStopped {
        Path directory = parts.directory(project).resolve(Parts.OBJECTS);
        try (PrivateRepository repository = PrivateRepository.open(directory, git.objects(), parts.remotes())) {
            repository.deleteHalfWritten();
            Change change = change(past, repository);
            String baseCodeId = repository.codeId(past.baseTree());
            boolean touchesCode = !repository.codeId(change.tree()).equals(baseCodeId);
            List<String> details = new ArrayList<>();
            Landing landing =
                    new Landing(parts, held, events, details, past.takenUp().isPresent());
            Landed landed = land(past, change, touchesCode, landing);
            RunStopped ending = landed.ending();
            if (landing.wasInterrupted()) {
                throw new InterruptedException("a run that had been cut off was interrupted once more");
            }
            past.takenUp().ifPresent(taken -> new TakenUpChange(parts, taken.item(), held, listener).settle(landed));
            Due due = due();
            if (ending.outcome() == RunOutcome.HELD && past.takenUp().isEmpty()) {
                progress(due).held(baseCodeId, ending.reason());
            }
            if (landed.isOut()) {
                progress(due)
                        .delivered(
                                landed,
                                past.base().equals(past.opened().head())
                                        || due.lookedAt().equals(baseCodeId),
                                past.committed().orElseThrow().codeTasks(),
                                repository,
                                git);
            }
            WaitingChanges.letGo(parts, project, repository);
            return ending;
        }
    }

    /** A branch that has moved meanwhile may have moved long ago: the change is not made anew before a person wants it. */
    private static Landed land(RunPast past, Change change, boolean touchesCode, Landing landing)
            throws InterruptedException, RunStopped {
        DeliveryDecision decision = new DeliveryDecision(past.mode(), "it was decided before");
        Optional<RunEvent.Delivered> known = past.delivered().filter(delivered -> delivered.mode() == past.mode());
        if (known.isEmpty()) {
            Optional<Landed> landed = landing.land(change, decision, touchesCode);
            return landed.isPresent()
                    ? landed.get()
                    : landing.leave(
                            change,
                            decision,
                            "'" + change.branch() + "' moved while the change was on its way",
                            List.of());
        }
        RunEvent.Delivered delivered = known.get();
        if (delivered.delivered()) {
            RunStopped ending =
                    landing.putIntoService(change, delivered.inPlace(), touchesCode, delivered.detail(), past.served());
            return new Landed(change, decision, ending);
        }
        return switch (delivered.mode()) {
            case OBSERVE ->
                new Landed(change, decision, landing.stayed(change, RunOutcome.OBSERVED, delivered.detail()));
            case HOLD -> new Landed(change, decision, landing.stayed(change, RunOutcome.HELD, delivered.detail()));
            case COMMIT, PUSH -> landing.leave(change, decision, delivered.detail(), List.of());
        };
    }

    private Change change(RunPast past, PrivateRepository repository) {
        RunEvent.Opened opened = past.opened();
        RunEvent.Committed committed = past.committed().orElseThrow();
        CommitId commit = committed.commit();
        Optional<String> remote =
                opened.remote().isEmpty() ? Optional.empty() : Optional.of(git.remoteUri(opened.remote()));
        return new Change(
                project,
                opened.run(),
                opened.branch(),
                past.base(),
                commit,
                committed.tree(),
                repository.record(commit).message(),
                repository.directory(),
                remote.orElse(null));
    }

    private Due due() {
        return new Due(
                project,
                parts.tasks(),
                parts.llm().identity(),
                parts.watermarks().read(project.id()),
                parts.lessons().rules(project.id(), parts.clock().instant()));
    }

    private Progress progress(Due due) {
        return new Progress(parts.watermarks(), project, due, false);
    }
}
