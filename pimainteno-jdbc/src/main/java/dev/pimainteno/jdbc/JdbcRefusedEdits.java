package dev.pimainteno.jdbc;

import dev.pimainteno.budget.RefusedEdits;
import dev.pimainteno.project.ProjectId;
import java.time.Instant;

/** One row for each edit that was refused. */
final class JdbcRefusedEdits implements RefusedEdits {
    private final Database database;

    JdbcRefusedEdits(Database database) {
        this.database = database;
    }

    @Override
    public int add(ProjectId project, String edits) {
        return database.write("remember a refused edit of " + project, (handle, attempt) -> {
            Instant now = Instant.ofEpochMilli(database.dialect().now(handle));
            handle.createUpdate("insert into refused_edits (project, edits, times, last_at)"
                            + " values (:project, :edits, 1, :now) on conflict (project, edits)"
                            + " do update set times = refused_edits.times + 1, last_at = excluded.last_at")
                    .bind("project", project.value())
                    .bind("edits", edits)
                    .bind("now", StoredTime.stored(now))
                    .execute();
            return handle.createQuery("select times from refused_edits where project = :project and edits = :edits")
                    .bind("project", project.value())
                    .bind("edits", edits)
                    .mapTo(int.class)
                    .one();
        });
    }
}
