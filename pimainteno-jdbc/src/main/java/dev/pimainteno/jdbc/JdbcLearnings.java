package dev.pimainteno.jdbc;

import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.LearningId;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A row for each rule. */
final class JdbcLearnings implements Learnings {
    private static final String ALL = "select * from learnings order by learned_at, id";

    private final Database database;
    private final ReadAhead ahead;

    JdbcLearnings(Database database, ReadAhead ahead) {
        this.database = database;
        this.ahead = ahead;
    }

    @Override
    public List<Learning> all() {
        return ahead.learnings().orElseGet(() -> database.read("read the rules", (handle, attempt) -> all(handle)));
    }

    static List<Learning> all(Handle handle) {
        return handle.createQuery(ALL).map((row, context) -> learning(row)).list();
    }

    @Override
    public void keep(Learning learning) {
        ahead.forgetLearnings();
        database.write("keep the rule " + learning.id(), (handle, attempt) -> {
            makeRoom(handle, learning);
            return handle.createUpdate("""
                            insert into learnings (id, project, rule, evidence, learned_at, expires_at)
                            values (:id, :project, :rule, :evidence, :learned, :expires)
                            on conflict (id) do update set project = excluded.project, rule = excluded.rule,
                                evidence = excluded.evidence, learned_at = excluded.learned_at,
                                expires_at = excluded.expires_at
                            """)
                    .bind("id", learning.id().value())
                    .bind("project", learning.project().map(ProjectId::value).orElse(null))
                    .bind("rule", StoredText.stored(learning.rule()))
                    .bind("evidence", StoredText.stored(learning.evidence()))
                    .bind("learned", StoredTime.stored(learning.learned()))
                    .bind("expires", StoredTime.stored(learning.expires()))
                    .execute();
        });
    }

    private static void makeRoom(Handle handle, Learning learning) {
        List<String> others = handle.createQuery("select id from learnings where id <> :id"
                        + " and coalesce(project, '') = :project order by expires_at, id")
                .bind("id", learning.id().value())
                .bind("project", learning.project().map(ProjectId::value).orElse(""))
                .mapTo(String.class)
                .list();
        for (String id : others.subList(0, Math.max(0, others.size() - MOST + 1))) {
            remove(handle, id);
        }
    }

    @Override
    public boolean remove(LearningId id) {
        ahead.forgetLearnings();
        return database.write("remove the rule " + id, (handle, attempt) -> {
            // A second attempt may find that the first was committed.
            return remove(handle, id.value()) > 0 || attempt > 1;
        });
    }

    private static int remove(Handle handle, String id) {
        return handle.createUpdate("delete from learnings where id = :id")
                .bind("id", id)
                .execute();
    }

    private static Learning learning(ResultSet row) throws SQLException {
        return new Learning(
                new LearningId(row.getString("id")),
                Optional.ofNullable(row.getString("project"))
                        .map(ProjectId::new)
                        .orElse(null),
                StoredText.original(row.getString("rule")),
                StoredText.original(row.getString("evidence")),
                StoredTime.original(row.getString("learned_at")),
                StoredTime.original(row.getString("expires_at")));
    }
}
