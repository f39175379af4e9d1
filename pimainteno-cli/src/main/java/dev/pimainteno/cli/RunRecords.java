package dev.pimainteno.cli;

import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.review.ReviewQueue;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What is kept of runs, for whoever looks back: the parts of the database and the texts beside it, all of them empty while
 * there is no database. Makes nothing.
 */
final class RunRecords implements AutoCloseable {
    private final Configuration configuration;
    private final Optional<JdbcStore> store;
    private final InMemoryRunJournal nothing = RunJournal.inMemory(1);

    private RunRecords(Configuration configuration, Optional<JdbcStore> store) {
        this.configuration = configuration;
        this.store = store;
    }

    /**
     * Opens what a configuration asks for.
     *
     * @throws dev.pimainteno.failure.PimaintenoException if it cannot be read
     */
    static RunRecords open(Configuration configuration) {
        return new RunRecords(configuration, RunStore.openToLook(configuration.state()));
    }

    Configuration configuration() {
        return configuration;
    }

    RunHistory history() {
        return store.map(JdbcStore::history).orElse(nothing);
    }

    RunJournal journal() {
        return store.map(JdbcStore::journal).orElse(nothing);
    }

    Watermarks watermarks() {
        return store.map(JdbcStore::watermarks).orElseGet(Watermarks::inMemory);
    }

    BudgetLedger budget() {
        return store.map(JdbcStore::budget).orElseGet(() -> BudgetLedger.inMemory(InstantSource.system()));
    }

    Learnings learnings() {
        return store.map(JdbcStore::learnings).orElseGet(Learnings::inMemory);
    }

    ReviewQueue reviews() {
        return Pipeline.reviews(
                configuration.state().path(), journal(), configuration.review().expires());
    }

    Artifacts artifacts() {
        return RunStore.artifacts(configuration.state());
    }

    /** Returns how far a run is. */
    RunState state(RunOverview run) {
        if (run.outcome().isPresent()) {
            return RunState.ENDED;
        }
        if (claims().isHeld(run.project())) {
            return RunState.UNDER_WAY;
        }
        // It may have ended since it was read.
        boolean ended = history().find(run.run()).flatMap(RunOverview::outcome).isPresent();
        return ended ? RunState.ENDED : RunState.CUT_OFF;
    }

    ProjectClaims claims() {
        return store.map(JdbcStore::claims).orElseGet(() -> ProjectClaims.inMemory(InstantSource.system()));
    }

    @Override
    public void close() {
        store.ifPresent(JdbcStore::close);
    }
}
