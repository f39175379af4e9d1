package dev.pimainteno.pipeline;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.Project;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceDefinition;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.util.List;
import java.util.Optional;

/** Deploys a delivered change and restarts the service that runs from it, where it is in place. */
final class Serving {
    private static final int LOG_LINES = 20;
    /** Nobody knows the secrets of a service; those that look like one are taken out of what it says. */
    private static final Redaction REDACTION = Redaction.of(List.of());

    private final Deployment deployment;
    private final Optional<ServiceController> services;
    private final Optional<ServiceLog> serviceLog;
    private final HeldProject held;
    private final RunLog log;

    Serving(
            Deployment deployment,
            Optional<ServiceController> services,
            Optional<ServiceLog> serviceLog,
            HeldProject held,
            RunLog log) {
        this.deployment = deployment;
        this.services = services;
        this.serviceLog = serviceLog;
        this.held = held;
        this.log = log;
    }

    /**
     * Deploys a change and restarts its project's service.
     *
     * @param inPlace whether the checkout is at the change
     * @param touchesCode whether more than the summary changed
     * @param soFar what was done before the run was cut off; it is not done again
     * @param details takes lines on what was done, or why nothing was
     * @return what is wrong now; nothing if all is well or nothing was to be done
     */
    Optional<String> serve(Change change, boolean inPlace, boolean touchesCode, ServedSoFar soFar, List<String> details)
            throws InterruptedException, RunStopped {
        Project project = change.project();
        if (project.service().isEmpty() && project.deploy().isEmpty()) {
            return Optional.empty();
        }
        if (soFar.served().isPresent()) {
            return trouble(soFar.served().get());
        }
        if (soFar.deployed().isPresent() && !soFar.deployed().get().deployed()) {
            return Optional.of("not deployed: " + soFar.deployed().get().detail())
                    .filter(what -> !soFar.deployed().get().leftAlone());
        }
        if (!touchesCode) {
            leave(project, "only " + Project.SUMMARY_FILE + " changed", details);
            return Optional.empty();
        }
        if (!project.deploy().isEmpty()) {
            if (!inPlace) {
                leave(project, "the checkout is not at the delivered commit", details);
                return Optional.empty();
            }
            Optional<String> trouble =
                    soFar.deployed().isPresent() ? Optional.empty() : deployment.run(project, details);
            if (trouble.isPresent()) {
                return trouble.map(why -> "the change is delivered, but not deployed: " + why);
            }
            details.add("deployed: every deploy command succeeded");
        }
        if (project.service().isEmpty()) {
            return Optional.empty();
        }
        if (services.isEmpty()) {
            leave(project, "there is no service control here", details);
            return Optional.empty();
        }
        Whereabouts whereabouts =
                new Whereabouts(change, inPlace, !project.deploy().isEmpty());
        return restart(services.get(), project, whereabouts, soFar, details);
    }

    /** Says of what was journaled of a service whether it is as it should be. */
    private static Optional<String> trouble(RunEvent.Served served) {
        return Optional.of(served.service() + ": " + served.detail())
                .filter(what -> !served.up() && !served.leftAlone());
    }

    private Optional<String> restart(
            ServiceController controller,
            Project project,
            Whereabouts whereabouts,
            ServedSoFar soFar,
            List<String> details)
            throws InterruptedException, RunStopped {
        ServiceName service = project.service().orElseThrow();
        try {
            boolean endsByItself = false;
            ServiceStatus before = controller.status(service);
            // What is missing or masked runs from nowhere; the attempt to restart it says so best.
            if (before.load().equals("loaded")) {
                ServiceDefinition definition = controller.definition(service);
                Optional<String> obstacle = whereabouts.obstacle(definition);
                if (obstacle.isPresent()) {
                    leave(project, obstacle.get(), details);
                    return Optional.empty();
                }
                endsByItself = definition.endsByItself();
            }
            if (!isRestarted(before, endsByItself, soFar)) {
                String invocation = invocation(before);
                log.append(new RunEvent.Restarting(log.run(), log.now(), service.value(), invocation));
                held.require();
                controller.restart(service);
            }
            ServiceStatus status = controller.status(service);
            String state = service + " is " + status.describe() + " after the restart";
            boolean up = status.isActive() || (endsByItself && isDone(status));
            served(service, true, up, status.describe() + " after the restart");
            details.add(state);
            if (up) {
                return Optional.empty();
            }
            quoteLog(status, service, details);
            return Optional.of(state);
        } catch (ServiceException e) {
            // In these two cases the manager has ended the old process, and the new one is not up.
            boolean touched = e.reason() == Reason.FAILED || e.reason() == Reason.TIMED_OUT;
            served(service, touched, false, String.valueOf(e.getMessage()));
            if (touched) {
                quoteLog(controller, service, details);
                return Optional.of("the change is delivered, and " + service + " is not up: " + e.getMessage());
            }
            return Optional.of("the change is delivered, but " + service + " was not restarted: " + e.getMessage());
        }
    }

    private static boolean isDone(ServiceStatus status) {
        return status.active().equals("inactive") && status.result().equals("success");
    }

    /** Says that what was delivered is not running yet, and why. */
    private void leave(Project project, String why, List<String> details) {
        Optional<ServiceName> service = project.service();
        details.add("delivered, not deployed: "
                + (service.isPresent() ? service.get() + " was not restarted" : "no deploy command was run")
                + ", because " + why);
        if (service.isPresent()) {
            log.append(new RunEvent.Served(log.run(), log.now(), service.get().value(), false, false, true, why));
        } else {
            log.append(new RunEvent.Deployed(log.run(), log.now(), false, true, why));
        }
    }

    /** Whether a restart that was about to be made when the run was cut off has been made: systemd counts its runs. */
    private static boolean isRestarted(ServiceStatus now, boolean endsByItself, ServedSoFar soFar) {
        return soFar.restarting().isPresent()
                && (now.isActive() || (endsByItself && isDone(now)))
                && !invocation(now).equals(soFar.restarting().get().invocation());
    }

    private static String invocation(ServiceStatus status) {
        InvocationId invocation = status.invocationId();
        return invocation == null ? "" : invocation.hex();
    }

    private void served(ServiceName service, boolean restarted, boolean up, String detail) {
        log.append(new RunEvent.Served(log.run(), log.now(), service.value(), restarted, up, false, detail));
    }

    private void quoteLog(ServiceController controller, ServiceName service, List<String> details)
            throws InterruptedException {
        try {
            quoteLog(controller.status(service), service, details);
        } catch (ServiceException e) {
            details.add("its log cannot be shown: " + e.getMessage());
        }
    }

    private void quoteLog(ServiceStatus status, ServiceName service, List<String> details) throws InterruptedException {
        InvocationId invocation = status.invocationId();
        if (serviceLog.isEmpty() || invocation == null) {
            return;
        }
        try {
            List<LogLine> lines = serviceLog.get().lines(service, invocation, LOG_LINES);
            if (!lines.isEmpty()) {
                details.add("The end of what " + service + " has logged since it was started:");
                lines.forEach(line -> details.add(REDACTION.apply(line.message())));
            }
        } catch (ServiceException e) {
            details.add("its log cannot be shown: " + e.getMessage());
        }
    }
}
