package dev.pimainteno.pipeline;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.Fingerprint;
import dev.pimainteno.review.Rejection;
import dev.pimainteno.review.Rejections;
import dev.pimainteno.review.ReviewItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run knows of the changes that people have turned down in its project, and of those that wait for them. */
final class ProposalMemory {
    /** How many a task is told of. */
    private static final int MOST_NOTES = 5;
    /** How many are read for that: one rejection may be of several forms of a change. */
    private static final int MOST_READ = 4 * MOST_NOTES;

    private final ProjectId project;
    private final RunLog log;
    private final Rejections rejections;
    private final Map<String, Waiting> waiting;
    private final List<String> notes;

    private ProposalMemory(
            ProjectId project, RunLog log, Rejections rejections, Map<String, Waiting> waiting, List<String> notes) {
        this.project = project;
        this.log = log;
        this.rejections = rejections;
        this.waiting = waiting;
        this.notes = notes;
    }

    /** A change that waits. */
    private record Waiting(RunId item, String subject) {}

    static ProposalMemory of(Parts parts, ProjectId project, PrivateRepository repository, RunLog log) {
        Map<String, Waiting> waiting = new HashMap<>();
        ChangeForms forms = new ChangeForms(parts, repository);
        for (ReviewItem item : parts.reviews().waiting(project)) {
            Waiting waits = new Waiting(item.item(), item.subject());
            forms.fingerprints(item).forEach(fingerprint -> waiting.put(fingerprint, waits));
        }
        List<String> notes = parts.rejections().newest(project, MOST_READ).stream()
                .map(rejection -> rejection.subject() + ": " + rejection.reason())
                .distinct()
                .limit(MOST_NOTES)
                .toList();
        return new ProposalMemory(project, log, parts.rejections(), waiting, notes);
    }

    /** Returns a memory of nothing. */
    static ProposalMemory none(ProjectId project, RunLog log) {
        return new ProposalMemory(project, log, Rejections.inMemory(), Map.of(), List.of());
    }

    /** Returns what was known when a run was made, by its journal. */
    static ProposalMemory recorded(ProjectId project, RunLog log, List<RunEvent> events) {
        Rejections known = Rejections.inMemory();
        Map<String, Waiting> waiting = new HashMap<>();
        List<String> notes = List.of();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.RejectedBefore before) {
                known.remember(new Rejection(
                        project, before.fingerprint(), before.item(), before.subject(), before.reason(), before.at()));
            } else if (event instanceof RunEvent.WaitsAlready already) {
                waiting.put(already.fingerprint(), new Waiting(already.item(), already.subject()));
            } else if (event instanceof RunEvent.RejectionsTold told) {
                notes = told.rejections();
            }
        }
        return new ProposalMemory(project, log, known, waiting, notes);
    }

    /** Journals what the tasks are told, if that is anything. */
    void tell() {
        if (!notes.isEmpty()) {
            log.append(new RunEvent.RejectionsTold(log.run(), log.now(), notes));
        }
    }

    /** Returns what was turned down last, a line each. */
    List<String> notes() {
        return notes;
    }

    /**
     * Journals that a proposal is one that people have been shown already, if it is.
     *
     * @return why nothing more is done with it, in one sentence
     */
    Optional<String> shownBefore(String task, Edits edits, FileTree base) {
        Optional<String> fingerprint = Fingerprint.of(edits, base);
        if (fingerprint.isEmpty()) {
            return Optional.empty();
        }
        Optional<Rejection> rejection = rejections.find(project, fingerprint.get());
        return rejection.isPresent()
                ? Optional.of(rejected(task, rejection.get()))
                : Optional.ofNullable(waiting.get(fingerprint.get()))
                        .map(waits -> waits(task, fingerprint.get(), waits));
    }

    private String rejected(String task, Rejection rejection) {
        log.append(new RunEvent.RejectedBefore(
                log.run(),
                log.now(),
                task,
                rejection.fingerprint(),
                rejection.item(),
                rejection.subject(),
                rejection.reason()));
        return "it was proposed before, and turned down in " + rejection.item() + ": " + rejection.reason();
    }

    private String waits(String task, String fingerprint, Waiting waits) {
        log.append(new RunEvent.WaitsAlready(log.run(), log.now(), task, fingerprint, waits.item(), waits.subject()));
        return "the same change waits for review already, in " + waits.item() + ": " + waits.subject();
    }
}
