package dev.pimainteno.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service as its manager sees it, in systemd's words. Immutable.
 *
 * @param load {@code LoadState}: {@code loaded}, {@code not-found}, {@code masked}, {@code bad-setting} ...
 * @param active {@code ActiveState}: {@code active}, {@code inactive}, {@code failed}, {@code activating} ...
 * @param sub {@code SubState}: {@code running}, {@code dead}, {@code exited}, {@code auto-restart} ...
 * @param result {@code Result}: {@code success}, {@code exit-code}, {@code signal}, {@code timeout} ...
 * @param mainPid {@code MainPID}; 0 if there is none
 * @param restarts {@code NRestarts}: automatic restarts since the last manual one; 0 or more
 * @param invocationId {@code InvocationID}: names this start of the service; null if it never started
 * @param since when {@code ActiveState} last changed; null if it never did
 */
public record ServiceStatus(
        String load,
        String active,
        String sub,
        String result,
        long mainPid,
        int restarts,
        @Nullable InvocationId invocationId,
        @Nullable Instant since) {

    /** The status of a service that its manager does not know. */
    public static ServiceStatus notFound() {
        return new ServiceStatus("not-found", "inactive", "dead", "success", 0, 0, null, null);
    }

    /** Whether the service is loaded and active. */
    public boolean isActive() {
        return load.equals("loaded") && active.equals("active");
    }

    /** Returns load, active and sub state in one line for people. */
    public String describe() {
        return load.equals("loaded") ? active + " (" + sub + ")" : load;
    }
}
