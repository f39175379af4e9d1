package dev.pimainteno.jdbc;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.process.ProcessIdentity;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row for each project. A lease ends by the database's clock, and at once when its holder is seen to be dead, so that a
 * restart after a crash does not wait.
 */
final class JdbcProjectClaims implements ProjectClaims {
    private static final Logger log = LoggerFactory.getLogger(JdbcProjectClaims.class);

    private final Database database;
    private final ProcessIdentity self;

    private record Row(long token, @Nullable String holder, long attempt, long until) {}

    JdbcProjectClaims(Database database, ProcessIdentity self) {
        this.database = database;
        this.self = self;
    }

    @Override
    public Optional<Claim> tryClaim(ProjectId project, Duration lease) {
        long millis = millis(lease);
        String purpose = "claim " + project;
        // Looking writes nothing, and most who come in vain stop here.
        if (isHeld(project, purpose)) {
            return Optional.empty();
        }
        long number = ThreadLocalRandom.current().nextLong();
        return database.write(purpose, (handle, attempt) -> take(handle, project, number, millis))
                .map(token -> new HeldClaim(project, token));
    }

    @Override
    public boolean isHeld(ProjectId project) {
        return isHeld(project, "look at the claim on " + project);
    }

    private boolean isHeld(ProjectId project, String purpose) {
        return database.read(purpose, (handle, attempt) -> isHeld(handle, row(handle, project, "")));
    }

    private Optional<Long> take(Handle handle, ProjectId project, long number, long millis) {
        Optional<Row> row = row(handle, project, database.dialect().lockingTheRow());
        if (row.isEmpty()) {
            handle.createUpdate("insert into claims (project, token, attempt, lease_until)"
                            + " values (:project, 0, 0, 0) on conflict do nothing")
                    .bind("project", project.value())
                    .execute();
            row = row(handle, project, database.dialect().lockingTheRow());
        }
        Row before = row.orElseThrow(() -> new IllegalStateException("the row of " + project + " has gone"));
        if (before.holder() != null && before.attempt() == number) {
            return Optional.of(before.token()); // An earlier attempt was committed after all.
        }
        if (isHeld(handle, row)) {
            return Optional.empty();
        }
        long token = before.token() + 1;
        handle.createUpdate("update claims set token = :token, holder = :holder, attempt = :attempt,"
                        + " lease_until = :until where project = :project")
                .bind("token", token)
                .bind("holder", self.stored())
                .bind("attempt", number)
                .bind("until", database.dialect().now(handle) + millis)
                .bind("project", project.value())
                .execute();
        return Optional.of(token);
    }

    private boolean isHeld(Handle handle, Optional<Row> row) {
        String holder = row.map(Row::holder).orElse(null);
        if (row.isEmpty()
                || holder == null
                || database.dialect().now(handle) >= row.get().until()) {
            return false;
        }
        return ProcessIdentity.parse(holder).filter(self::knowsToBeDead).isEmpty();
    }

    private static Optional<Row> row(Handle handle, ProjectId project, String ending) {
        return handle.createQuery(
                        "select token, holder, attempt, lease_until from claims where project = :project" + ending)
                .bind("project", project.value())
                .map((row, context) -> new Row(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)))
                .findOne();
    }

    private static long millis(Duration lease) {
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("lease must be positive, not " + lease);
        }
        return Math.max(1, lease.toMillis());
    }

    private final class HeldClaim implements Claim {
        private final ProjectId project;
        private final long token;

        HeldClaim(ProjectId project, long token) {
            this.project = project;
            this.token = token;
        }

        @Override
        public ProjectId project() {
            return project;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public boolean renew(Duration lease) {
            long millis = millis(lease);
            return database.write(
                    "renew the claim on " + project,
                    (handle, attempt) -> handle.createUpdate("update claims set lease_until = :until"
                                            + " where project = :project and token = :token and holder is not null")
                                    .bind("until", database.dialect().now(handle) + millis)
                                    .bind("project", project.value())
                                    .bind("token", token)
                                    .execute()
                            == 1);
        }

        @Override
        public void close() {
            try {
                database.write(
                        "give back " + project,
                        Duration.ZERO,
                        (handle, attempt) -> handle.createUpdate("update claims set holder = null, lease_until = 0"
                                        + " where project = :project and token = :token and holder is not null")
                                .bind("project", project.value())
                                .bind("token", token)
                                .execute());
            } catch (JournalException e) {
                log.warn("{}; it is free when its lease has run out", e.getMessage());
            }
        }
    }
}
