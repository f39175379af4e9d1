package dev.pimainteno.testing;

import dev.pimainteno.journal.RunJournal;

class InMemoryRunJournalTest extends RunJournalContract {
    @Override
    protected RunJournal open() {
        return RunJournal.inMemory(10);
    }
}
