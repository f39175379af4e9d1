package dev.pimainteno.systemd;

import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells why a service is not up after an attempt to restart it. The state of the unit decides wherever it can; what
 * systemctl says is evidence, and decides only about permission, of which the state says nothing.
 */
final class RestartFailure {
    /** From polkit, from a bus without polkit, and from a bus policy; systemd does not translate them. */
    private static final List<String> REFUSALS = List.of(
            "Interactive authentication required", "Access denied", "Permission denied", "Authentication required");

    private static final int EXITED = 1;

    private final SystemdManager manager;
    private final ServiceName service;
    private final UnitProperties unit;
    private final String attempt;

    RestartFailure(SystemdManager manager, ServiceName service, UnitProperties unit) {
        this.manager = manager;
        this.service = service;
        this.unit = unit;
        this.attempt = "Cannot restart " + service;
    }

    /** Returns why systemctl was not content. */
    ServiceException of(ProcessResult result) {
        ServiceException unloadable = unloadable(attempt, service, unit);
        if (unloadable != null) {
            return unloadable;
        }
        String evidence = SystemdManager.evidence(result);
        if (REFUSALS.stream().anyMatch(evidence::contains)) {
            String message = attempt + ": this user may not do that (" + evidence + "). A polkit rule can permit it for"
                    + " this unit alone: see 'Permissions' in the README of pimainteno-systemd.";
            return new ServiceException(Reason.NOT_PERMITTED, message, null);
        }
        return failed(": it did not come up: " + state() + ". systemctl exited with " + result.exitCode()
                + " and said: " + evidence);
    }

    /** Returns why the service is not up although systemctl was content; null if nothing speaks against it. */
    @Nullable
    ServiceException inSpiteOfSuccess() {
        ServiceStatus status = unit.status();
        // A unit that systemd has forgotten and read anew has this result as well, and no point of time with it.
        boolean refused = unit.text("ConditionResult").equals("no")
                && !unit.text("ConditionTimestamp").isEmpty();
        if (refused && !status.isActive()) {
            return failed(": a condition of the unit does not hold, so that systemd did not start it; see '"
                    + manager.describe("status", service.value()) + "'");
        }
        if (status.active().equals("failed") || status.sub().equals("auto-restart")) {
            return failed(": it did not stay up: " + state());
        }
        return null;
    }

    /** Returns why nothing can be done with a unit; null if it is loaded. */
    static @Nullable ServiceException unloadable(String attempt, ServiceName service, UnitProperties unit) {
        String load = unit.text("LoadState");
        return switch (load) {
            case "loaded" -> null;
            case "not-found" -> new ServiceException(Reason.NOT_FOUND, attempt + ": there is no such unit", null);
            case "masked" ->
                new ServiceException(
                        Reason.MASKED,
                        attempt + ": it is masked; 'systemctl unmask " + service + "' would permit it",
                        null);
            default ->
                new ServiceException(
                        Reason.FAILED, attempt + ": systemd cannot load it (" + load + "): " + unit.loadError(), null);
        };
    }

    private ServiceException failed(String what) {
        return new ServiceException(Reason.FAILED, attempt + what, null);
    }

    private String state() {
        ServiceStatus status = unit.status();
        long code = unit.number("ExecMainCode");
        String ending = code == 0
                ? ""
                : code == EXITED
                        ? ", its main process exited with status " + unit.number("ExecMainStatus")
                        : ", its main process was ended by signal " + unit.number("ExecMainStatus");
        return status.describe() + ", result " + status.result() + ending;
    }
}
