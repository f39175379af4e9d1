package dev.pimainteno.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pimainteno.journal.Artifact;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalRules;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.sql.ResultSetMetaData;
import java.sql.Types;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Fills an empty store from a backup, within the caller's transaction. */
final class Restoring {
    private static final int BATCH = 500;
    /** What follows from the events alone: it is written anew from them, whatever a backup says. */
    private static final Set<String> DERIVED = Set.of("changes", "error_log");

    private final Handle handle;
    private final BackupReader backup;
    private final RunTables runs;
    private final Artifacts artifacts;
    private final Set<RunId> begun = new LinkedHashSet<>();

    Restoring(Handle handle, BackupReader backup, RunTables runs, Artifacts artifacts) {
        this.handle = handle;
        this.backup = backup;
        this.runs = runs;
        this.artifacts = artifacts;
    }

    /** Restores everything, or fails; the transaction is then to be given up. */
    void restore() throws IOException {
        requireEmpty();
        handle.execute("delete from counters");
        for (BackupManifest.Table table : backup.manifest().tables()) {
            if (!DERIVED.contains(table.name())) {
                restore(table);
            }
        }
        completeBudget();
        addUpRuns();
        restoreArtifacts();
    }

    /** Does to entries of the first version what the migration does to them. */
    private void completeBudget() {
        handle.execute("update budget_entries set model = '', state = 'SPENT', ending = '',"
                + " tokens = input_tokens + output_tokens, cost = 0 where state is null");
    }

    private void requireEmpty() throws IOException {
        for (String table : BackupManifest.TABLES) {
            long rows = handle.createQuery("select count(*) from " + table)
                    .mapTo(long.class)
                    .one();
            if (rows != 0 && !table.equals("counters")) {
                throw new IOException("the store is not empty, '" + table + "' has " + rows
                        + (rows == 1 ? " row" : " rows") + "; restore into a new one");
            }
        }
    }

    private void restore(BackupManifest.Table table) throws IOException {
        Map<String, Integer> columns = columns(table.name());
        // Only names that the database itself has given get into the statement.
        String names = String.join(", ", columns.keySet());
        String places = columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        String insert = "insert into " + table.name() + " (" + names + ") values (" + places + ")";
        List<ObjectNode> rows = new ArrayList<>();
        backup.rows(table, row -> {
            rows.add(row);
            if (rows.size() == BATCH) {
                insert(insert, columns, rows, table);
            }
        });
        insert(insert, columns, rows, table);
    }

    private Map<String, Integer> columns(String table) {
        return handle.createQuery("select * from " + table + " where 1 = 0").scanResultSet((results, context) -> {
            ResultSetMetaData found = results.get().getMetaData();
            Map<String, Integer> columns = new LinkedHashMap<>();
            for (int column = 1; column <= found.getColumnCount(); column++) {
                columns.put(found.getColumnName(column), found.getColumnType(column));
            }
            return columns;
        });
    }

    private void insert(String insert, Map<String, Integer> columns, List<ObjectNode> rows, BackupManifest.Table table)
            throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(insert);
        for (ObjectNode row : rows) {
            for (String field : (Iterable<String>) row::fieldNames) {
                if (!columns.containsKey(field)) {
                    throw new IOException(table.entry() + " has an unknown column '" + field + "'");
                }
            }
            for (Map.Entry<String, Integer> column : columns.entrySet()) {
                bind(batch, column.getKey(), column.getValue(), row.path(column.getKey()));
            }
            batch.add();
        }
        batch.execute();
        rows.clear();
    }

    /** Binds a value by its column's type, because a batch takes the types of its first row for those of all. */
    private static void bind(PreparedBatch batch, String column, int type, JsonNode value) throws IOException {
        boolean missing = value.isMissingNode() || value.isNull();
        boolean fits;
        if (type == Types.BIGINT || type == Types.INTEGER) {
            fits = value.canConvertToExactIntegral() && value.canConvertToLong();
            batch.bind(column, missing || !fits ? (Long) null : Long.valueOf(value.longValue()));
        } else if (type == Types.DOUBLE || type == Types.FLOAT || type == Types.REAL) {
            fits = value.isNumber();
            batch.bind(column, missing || !fits ? (Double) null : Double.valueOf(value.doubleValue()));
        } else {
            fits = value.isTextual();
            batch.bind(column, value.textValue());
        }
        if (!missing && !fits) {
            throw new IOException("a '" + column + "' in it is not of its type");
        }
    }

    /** Requires of each run that its events are understood and are those of what stands beside them. */
    private void addUpRuns() throws IOException {
        List<String> ids = handle.createQuery("select id from runs order by opening")
                .mapTo(String.class)
                .list();
        try {
            for (String id : ids) {
                addUp(new RunId(id));
            }
        } catch (IllegalArgumentException | DateTimeException | JournalException e) {
            throw new IOException("a run in it cannot be understood: " + e.getMessage(), e);
        }
    }

    /** Writes what follows from the events of a run, which an earlier version may have counted otherwise. */
    private void addUp(RunId run) throws IOException {
        RunOverview sum = null;
        for (RunEvent event : runs.events(handle, run)) {
            sum = JournalRules.next(sum, event);
            Projections.add(handle, event, sum);
        }
        if (sum == null || !isOf(runs.find(handle, run).orElseThrow(), sum)) {
            throw new IOException("the events of the run " + run + " do not add up to what is said of it");
        }
        runs.replace(handle, sum);
    }

    /** Whether what is said of a run is what its events add up to, but for how questions are counted. */
    private static boolean isOf(RunOverview said, RunOverview sum) {
        return said.project().equals(sum.project())
                && said.trigger() == sum.trigger()
                && said.delivery() == sum.delivery()
                && said.branch().equals(sum.branch())
                && said.base().equals(sum.base())
                && said.opened().equals(sum.opened())
                && said.lastEvent().equals(sum.lastEvent())
                && said.events() == sum.events()
                && said.commit().equals(sum.commit())
                && said.change().equals(sum.change())
                && said.outcome().equals(sum.outcome());
    }

    private void restoreArtifacts() throws IOException {
        Set<RunId> there = Set.copyOf(artifacts.runs());
        for (BackupManifest.Text text : backup.manifest().artifacts()) {
            RunId run = new RunId(text.run());
            if (there.contains(run)) {
                throw new IOException("artifacts of the run " + run + " are there already; remove them first");
            }
            begun.add(run);
            Artifact kept = artifacts.keep(run, new ArtifactName(text.name()), backup.text(text));
            if (!kept.sha256().equals(text.sha256())) {
                throw new IOException(text.entry() + " cannot be kept whole: only " + kept.bytes() + " of "
                        + text.bytes() + " bytes are");
            }
        }
    }

    /** Removes the artifacts that were restored, after the transaction has failed. */
    void undo() {
        begun.forEach(artifacts::remove);
    }
}
