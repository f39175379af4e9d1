package dev.pimainteno.pipeline;

import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The changes of a project that wait for a person, as they were when this was made. */
final class WaitingChanges {
    private final Parts parts;
    private final Project project;
    private final List<RunOverview> changes;

    private WaitingChanges(Parts parts, Project project, List<RunOverview> changes) {
        this.parts = parts;
        this.project = project;
        this.changes = changes;
    }

    static WaitingChanges of(Parts parts, Project project) {
        return new WaitingChanges(parts, project, parts.journal().held(project.id()));
    }

    /** Returns why nothing more is looked for, if so many changes wait that nothing is. */
    Optional<String> full() {
        if (changes.size() < project.openProposals()) {
            return Optional.empty();
        }
        RunOverview oldest = changes.get(0);
        int more = changes.size() - 1;
        return Optional.of("the change of " + oldest.run() + " waits for review: " + oldest.subject()
                + (more > 0 ? " (and " + more + " more)" : ""));
    }

    /** Whether a change has waited for longer than it may. */
    boolean anyExpired(Instant now) {
        return changes.stream().anyMatch(change -> isExpired(change, now));
    }

    /**
     * Gives up the changes that have waited for longer than they may. Whoever calls this holds the project.
     *
     * @return what was done, a sentence each
     */
    List<String> expire(Instant now, HeldProject held, RunListener listener) {
        return changes.stream()
                .filter(change -> isExpired(change, now))
                .map(change -> {
                    String reason =
                            "nobody has decided about it for " + parts.heldFor().toDays() + " days";
                    move(parts, change.run(), ChangeState.EXPIRED, reason, held, listener);
                    return "the change of " + change.run() + " expired: " + reason;
                })
                .toList();
    }

    /** Journals that a change has come to another state. Whoever calls this holds the project. */
    static void move(
            Parts parts, RunId item, ChangeState state, String reason, HeldProject held, RunListener listener) {
        RunLog log = new RunLog(item, held, parts, listener);
        log.append(new RunEvent.ChangeMoved(item, log.now(), state, reason));
    }

    /** Whether a change waits. */
    boolean isWaiting(RunId item) {
        return changes.stream().anyMatch(change -> change.run().equals(item));
    }

    /** Lets go of the commits that nobody waits for any more. */
    static void letGo(Parts parts, Project project, PrivateRepository repository) {
        Set<RunId> waiting = parts.journal().held(project.id()).stream()
                .map(RunOverview::run)
                .collect(Collectors.toSet());
        repository.holdOnly(waiting);
    }

    /** Lets go of the commits that nobody waits for any more. */
    static void letGo(Parts parts, Project project, GitProject git) {
        try (PrivateRepository repository = PrivateRepository.open(
                parts.directory(project).resolve(Parts.OBJECTS), git.objects(), parts.remotes())) {
            letGo(parts, project, repository);
        }
    }

    private boolean isExpired(RunOverview change, Instant now) {
        return change.lastEvent().plus(parts.heldFor()).isBefore(now);
    }
}
