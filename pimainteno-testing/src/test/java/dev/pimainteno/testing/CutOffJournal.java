package dev.pimainteno.testing;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.stream.Stream;

/** Keeps some events and then fails for good, as a journal does whose disk is gone. */
final class CutOffJournal implements RunJournal {
    private final RunJournal journal;
    private final boolean keepsLast;
    private int left;

    /**
     * @param events how many are kept before the first failure
     * @param keepsLast whether the first event that fails is kept all the same, as when only the answer was lost
     */
    CutOffJournal(RunJournal journal, int events, boolean keepsLast) {
        this.journal = journal;
        this.left = events;
        this.keepsLast = keepsLast;
    }

    @Override
    public void append(RunEvent event, long token) {
        left--;
        if (left >= 0 || (left == -1 && keepsLast)) {
            journal.append(event, token);
        }
        if (left < 0) {
            throw new JournalException(JournalException.Reason.UNAVAILABLE, "the disk is gone", null);
        }
    }

    @Override
    public Stream<RunEvent> read(RunId run) {
        return journal.read(run);
    }

    @Override
    public List<RunId> open(ProjectId project) {
        return journal.open(project);
    }

    @Override
    public List<RunOverview> held(ProjectId project) {
        return journal.held(project);
    }

    boolean wasReached() {
        return left < 0;
    }
}
