package dev.pimainteno.jdbc;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunEventFormat;
import dev.pimainteno.journal.RunOverview;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * What events say of changes, services and errors, in tables that can be asked; written in the event's own
 * transaction.
 */
final class Projections {
    private static final String PASS = "pass";

    private Projections() {}

    /**
     * Writes what an event adds.
     *
     * @param after what the run adds up to with it; its place in the run is the number of events
     */
    static void add(Handle handle, RunEvent event, RunOverview after) {
        if (event instanceof RunEvent.ModelFailed failed && failed.wasAsked()) {
            error(handle, event, after, failed.purpose(), failed.message());
        } else if (event instanceof RunEvent.PatchRefused refused) {
            error(handle, event, after, refused.task(), String.join("\n", refused.reasons()));
        } else if (event instanceof RunEvent.Judged judged && !judged.verdict().equals(PASS)) {
            error(handle, event, after, judged.gate(), judged.verdict() + ": " + String.join("\n", judged.evidence()));
        } else if (event instanceof RunEvent.Committed committed) {
            change(handle, event, after, committed);
        } else if (event instanceof RunEvent.ChangeMoved) {
            change(handle, event, after, null);
        } else if (event instanceof RunEvent.Deployed deployed) {
            String done = deployed.leftAlone() ? "LEFT_ALONE" : "NOT_DEPLOYED";
            service(handle, event, after, "", deployed.deployed() ? "DEPLOYED" : done, deployed.detail());
        } else if (event instanceof RunEvent.Restarting restarting) {
            service(handle, event, after, restarting.service(), "RESTARTING", "");
        } else if (event instanceof RunEvent.Served served) {
            String left = served.leftAlone() ? "LEFT_ALONE" : "NOT_RESTARTED";
            service(handle, event, after, served.service(), served.restarted() ? "RESTARTED" : left, served.detail());
        } else if (event instanceof RunEvent.Ended ended && !ended.outcome().isGood()) {
            error(handle, event, after, ended.outcome().name(), ended.reason());
        }
    }

    private static void change(
            Handle handle, RunEvent event, RunOverview after, RunEvent.@Nullable Committed committed) {
        handle.createUpdate("""
                        insert into changes (id, project, state, base, commit_id, tree, branch, subject, moved_at)
                        values (:id, :project, :state, :base, :commit, :tree, :branch, :subject, :at)
                        on conflict (id) do update set state = excluded.state, base = excluded.base, commit_id = excluded.commit_id,
                            tree = coalesce(excluded.tree, changes.tree), subject = excluded.subject,
                            moved_at = excluded.moved_at
                        """)
                .bind("id", event.run().value())
                .bind("project", after.project().value())
                .bind("state", after.change().map(Enum::name).orElse(null))
                .bind("base", after.base().hex())
                .bind("commit", after.commit().map(CommitId::hex).orElse(null))
                .bind("tree", committed == null ? null : committed.tree().hex())
                .bind("branch", StoredText.stored(after.branch()))
                .bind("subject", StoredText.stored(after.subject()))
                .bind("at", StoredTime.stored(event.at()))
                .execute();
    }

    private static void error(Handle handle, RunEvent event, RunOverview after, String source, String message) {
        at(
                        handle.createUpdate("insert into error_log (run, seq, project, at, type, source, message)"
                                + " values (:run, :seq, :project, :at, :type, :source, :message)"),
                        event,
                        after)
                .bind("at", StoredTime.stored(event.at()))
                .bind("type", RunEventFormat.type(event))
                .bind("source", StoredText.stored(source))
                .bind("message", StoredText.stored(message))
                .execute();
    }

    private static Update at(Update statement, RunEvent event, RunOverview after) {
        return statement
                .bind("run", event.run().value())
                .bind("seq", after.events())
                .bind("project", after.project().value());
    }

    private static void service(
            Handle handle, RunEvent event, RunOverview after, String service, String status, String detail) {
        handle.createUpdate("""
                        insert into services (project, service, status, detail, run, at)
                        values (:project, :service, :status, :detail, :run, :at)
                        on conflict (project, service) do update set status = excluded.status,
                            detail = excluded.detail, run = excluded.run, at = excluded.at
                        """)
                .bind("project", after.project().value())
                .bind("service", StoredText.stored(service))
                .bind("status", status)
                .bind("detail", StoredText.stored(detail))
                .bind("run", event.run().value())
                .bind("at", StoredTime.stored(event.at()))
                .execute();
    }
}
