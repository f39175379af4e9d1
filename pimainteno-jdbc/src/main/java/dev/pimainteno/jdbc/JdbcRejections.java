package dev.pimainteno.jdbc;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.Rejection;
import dev.pimainteno.review.Rejections;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One row for each fingerprint that was turned down in a project. */
final class JdbcRejections implements Rejections {
    static final String FIND = "select * from rejections where project = :project and fingerprint = :fingerprint";
    static final String NEWEST = "select * from rejections where project = :project order by seq desc limit :most";

    private static final String UPSERT = """
            insert into rejections (project, fingerprint, seq, item, subject, reason, at)
            values (:project, :fingerprint,
                (select coalesce(max(seq), 0) + 1 from rejections where project = :project),
                :item, :subject, :reason, :at)
            on conflict (project, fingerprint) do update set seq = excluded.seq, item = excluded.item,
                subject = excluded.subject, reason = excluded.reason, at = excluded.at
            """;
    private static final String FORGET = """
            delete from rejections where project = :project and seq <= coalesce(
                (select seq from rejections where project = :project order by seq desc limit 1 offset :most), 0)
            """;

    private final Database database;

    JdbcRejections(Database database) {
        this.database = database;
    }

    @Override
    public void remember(Rejection rejection) {
        database.write("remember a rejection in " + rejection.project(), (handle, attempt) -> {
            add(handle, rejection);
            handle.createUpdate(FORGET)
                    .bind("project", rejection.project().value())
                    .bind("most", MOST)
                    .execute();
            return rejection;
        });
    }

    private static void add(Handle handle, Rejection rejection) {
        handle.createUpdate(UPSERT)
                .bind("project", rejection.project().value())
                .bind("fingerprint", rejection.fingerprint())
                .bind("item", rejection.item().value())
                .bind("subject", StoredText.stored(rejection.subject()))
                .bind("reason", StoredText.stored(rejection.reason()))
                .bind("at", StoredTime.stored(rejection.at()))
                .execute();
    }

    @Override
    public Optional<Rejection> find(ProjectId project, String fingerprint) {
        return database.read(
                "look for a rejection in " + project,
                (handle, attempt) -> handle.createQuery(FIND)
                        .bind("project", project.value())
                        .bind("fingerprint", fingerprint)
                        .map((row, context) -> rejection(row))
                        .findOne());
    }

    @Override
    public List<Rejection> newest(ProjectId project, int most) {
        return database.read(
                "read the rejections in " + project,
                (handle, attempt) -> handle.createQuery(NEWEST)
                        .bind("project", project.value())
                        .bind("most", most)
                        .map((row, context) -> rejection(row))
                        .list());
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        return new Rejection(
                new ProjectId(row.getString("project")),
                row.getString("fingerprint"),
                new RunId(row.getString("item")),
                StoredText.original(row.getString("subject")),
                StoredText.original(row.getString("reason")),
                StoredTime.original(row.getString("at")));
    }
}
