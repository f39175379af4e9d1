package dev.pimainteno.jdbc;

import dev.pimainteno.project.ProjectId;
import org.jdbi.v3.core.Handle;

/** The highest token of each project, in the row of its claim: a claim raises it, and so does an event. */
final class Fence {

    private Fence() {}

    /**
     * Passes if no higher token was seen. Until the transaction is over nobody else gets past, nor can the project be
     * claimed.
     */
    static boolean pass(Handle handle, ProjectId project, long token) {
        return raise(handle, project, token) || (make(handle, project, token) || raise(handle, project, token));
    }

    private static boolean raise(Handle handle, ProjectId project, long token) {
        return handle.createUpdate("update claims set token = :token where project = :project and token <= :token")
                        .bind("token", token)
                        .bind("project", project.value())
                        .execute()
                == 1;
    }

    private static boolean make(Handle handle, ProjectId project, long token) {
        return handle.createUpdate("insert into claims (project, token, attempt, lease_until)"
                                + " values (:project, :token, 0, 0) on conflict do nothing")
                        .bind("token", token)
                        .bind("project", project.value())
                        .execute()
                == 1;
    }
}
