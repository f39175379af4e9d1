package dev.pimainteno.pipeline;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.review.Fingerprint;
import dev.pimainteno.review.Rejection;
import dev.pimainteno.review.Rejections;
import java.util.List;
import java.util.Optional;

/** What a run knows of the changes that people have turned down in its project. */
final class RejectionMemory {
    /** How many a task is told of. */
    private static final int MOST_NOTES = 5;

    private final ProjectId project;
    private final RunLog log;
    private final Rejections rejections;
    private final List<String> notes;

    private RejectionMemory(ProjectId project, RunLog log, Rejections rejections, List<String> notes) {
        this.project = project;
        this.log = log;
        this.rejections = rejections;
        this.notes = notes;
    }

    static RejectionMemory of(Rejections rejections, ProjectId project, RunLog log) {
        List<String> notes = rejections.newest(project, MOST_NOTES).stream()
                .map(rejection -> rejection.subject() + ": " + rejection.reason())
                .toList();
        return new RejectionMemory(project, log, rejections, notes);
    }

    /** Returns a memory of nothing. */
    static RejectionMemory none(ProjectId project, RunLog log) {
        return new RejectionMemory(project, log, Rejections.inMemory(), List.of());
    }

    /** Returns what was known when a run was made, by its journal. */
    static RejectionMemory recorded(ProjectId project, RunLog log, List<RunEvent> events) {
        Rejections known = Rejections.inMemory();
        List<String> notes = List.of();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.RejectedBefore before) {
                known.remember(new Rejection(
                        project, before.fingerprint(), before.item(), before.subject(), before.reason(), before.at()));
            } else if (event instanceof RunEvent.RejectionsTold told) {
                notes = told.rejections();
            }
        }
        return new RejectionMemory(project, log, known, notes);
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

    /** Returns that a proposal was turned down before, if it was. */
    Optional<RunEvent.RejectedBefore> rejectionOf(String task, Edits edits, FileTree base) {
        return Fingerprint.of(edits, base)
                .flatMap(fingerprint -> rejections.find(project, fingerprint))
                .map(rejection -> new RunEvent.RejectedBefore(
                        log.run(),
                        log.now(),
                        task,
                        rejection.fingerprint(),
                        rejection.item(),
                        rejection.subject(),
                        rejection.reason()));
    }

    static String sentence(RunEvent.RejectedBefore before) {
        return "it was proposed before, and turned down in " + before.item() + ": " + before.reason();
    }
}
