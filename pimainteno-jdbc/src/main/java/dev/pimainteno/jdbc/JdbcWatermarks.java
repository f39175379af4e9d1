package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.WatermarkFormat;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One row for each project, replaced as a whole; one that has not changed is not written. */
final class JdbcWatermarks implements Watermarks {
    private static final Logger log = LoggerFactory.getLogger(JdbcWatermarks.class);

    private final Database database;
    private final ReadAhead ahead;

    JdbcWatermarks(Database database, ReadAhead ahead) {
        this.database = database;
        this.ahead = ahead;
    }

    @Override
    public ProjectWatermark read(ProjectId project) {
        Optional<String> ahead = this.ahead.takeWatermark(project);
        Optional<String> stored = ahead.isPresent()
                ? ahead.filter(body -> !body.isEmpty())
                : database.read("read the watermark of " + project, (handle, attempt) -> body(handle, project));
        if (stored.isEmpty()) {
            return ProjectWatermark.none();
        }
        try {
            return WatermarkFormat.decode(project, stored.get().getBytes(UTF_8));
        } catch (IOException e) {
            log.warn(
                    "The watermark of {} in {} cannot be used; the project is looked at again: {}",
                    project,
                    database.place(),
                    e.getMessage());
            return ProjectWatermark.none();
        }
    }

    @Override
    public void write(ProjectId project, ProjectWatermark watermark) {
        ahead.forget(project);
        String body = new String(WatermarkFormat.encode(project, watermark), UTF_8);
        String purpose = "write the watermark of " + project;
        if (database.read(purpose, (handle, attempt) -> body(handle, project))
                .filter(body::equals)
                .isPresent()) {
            return;
        }
        database.write(
                purpose,
                (handle, attempt) -> handle.createUpdate(
                                "insert into watermarks (project, body) values (:project, :body)"
                                        + " on conflict (project) do update set body = excluded.body")
                        .bind("project", project.value())
                        .bind("body", body)
                        .execute());
    }

    /** Returns what is stored of all projects. */
    static Map<ProjectId, String> bodies(Handle handle) {
        Map<ProjectId, String> bodies = new HashMap<>();
        handle.createQuery("select project, body from watermarks")
                .map((row, context) -> Map.entry(new ProjectId(row.getString(1)), row.getString(2)))
                .forEach(entry -> bodies.put(entry.getKey(), entry.getValue()));
        return bodies;
    }

    private static Optional<String> body(Handle handle, ProjectId project) {
        return handle.createQuery("select body from watermarks where project = :project")
                .bind("project", project.value())
                .mapTo(String.class)
                .findOne();
    }
}
