package dev.pimainteno.jdbc;

import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.Optional;

/** Reads what the runs add up to. */
final class JdbcRunHistory implements RunHistory {
    private final Database database;
    private final RunTables runs;

    JdbcRunHistory(Database database, RunTables runs) {
        this.database = database;
        this.runs = runs;
    }

    @Override
    public Optional<RunOverview> find(RunId run) {
        return database.read("find the run " + run, (handle, attempt) -> runs.find(handle, run));
    }

    @Override
    public List<RunOverview> runs(RunQuery query) {
        return database.read("read the history", (handle, attempt) -> runs.runs(handle, query));
    }

    @Override
    public List<RunOverview> named(String beginning, int most) {
        return database.read(
                "find the runs " + beginning + "...", (handle, attempt) -> runs.named(handle, beginning, most));
    }
}
