package dev.pimainteno.testing;

import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;

class InMemoryRunHistoryTest extends RunHistoryContract {
    private final InMemoryRunJournal journal = RunJournal.inMemory(10);

    @Override
    protected RunJournal openJournal() {
        return journal;
    }

    @Override
    protected RunHistory history() {
        return journal;
    }
}
