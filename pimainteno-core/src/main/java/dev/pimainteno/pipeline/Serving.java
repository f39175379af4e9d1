package dev.pimainteno.pipeline;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.journal.Phase;
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
    private final RunLog log;

    Serving(Deployment deployment, Optional<ServiceController> services, Optional<ServiceLog> serviceLog, RunLog log) {
        this.deployment = deployment;
        this.services = services;
        this.serviceLog = serviceLog;
        this.log = log;
    }

    /**
     * Deploys a change and restarts its project's service.
     *
     * @param inPlace whether the checkout is at the change
     * @param touchesCode whether more than the summary changed
     * @param details takes lines on what was done, or why nothing was
     * @return what is wrong now; nothing if all is well or nothing was to be done
     */
    Optional<String> serve(Change change, boolean inPlace, boolean touchesCode, List<String> details)
            throws InterruptedException {
        Project project = change.project();
        if (project.service().isEmpty() && project.deploy().isEmpty()) {
            return Optional.empty();
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
            Optional<String> trouble = deployment.run(project, details);
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
        return restart(services.get(), project, whereabouts, details);
    }

    private Optional<String> restart(
            ServiceController controller, Project project, Whereabouts whereabouts, List<String> details)
            throws InterruptedException {
        ServiceName service = project.service().orElseThrow();
        try {
            boolean endsByItself = false;
            // What is missing or masked runs from nowhere; the attempt to restart it says so best.
            if (controller.status(service).load().equals("loaded")) {
                ServiceDefinition definition = controller.definition(service);
                Optional<String> obstacle = whereabouts.obstacle(definition);
                if (obstacle.isPresent()) {
                    leave(project, obstacle.get(), details);
                    return Optional.empty();
                }
                endsByItself = definition.endsByItself();
            }
            log.begin(Phase.SERVE, service.value());
            controller.restart(service);
            ServiceStatus status = controller.status(service);
            String state = service + " is " + status.describe() + " after the restart";
            served(service, true, status.describe() + " after the restart");
            details.add(state);
            if (status.isActive() || (endsByItself && isDone(status))) {
                return Optional.empty();
            }
            quoteLog(status, service, details);
            return Optional.of(state);
        } catch (ServiceException e) {
            // In these two cases the manager has ended the old process, and the new one is not up.
            boolean touched = e.reason() == Reason.FAILED || e.reason() == Reason.TIMED_OUT;
            served(service, touched, String.valueOf(e.getMessage()));
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
            served(service.get(), false, why);
        } else {
            log.append(new RunEvent.Deployed(log.run(), log.now(), false, why));
        }
    }

    private void served(ServiceName service, boolean restarted, String detail) {
        log.append(new RunEvent.Served(log.run(), log.now(), service.value(), restarted, detail));
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
