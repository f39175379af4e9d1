package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.Project;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.util.List;
import java.util.Optional;

/** Restarts the service that runs from a delivered change, where there is one and the change is in place. */
final class Serving {
    private final Optional<ServiceController> services;
    private final RunLog log;

    Serving(Optional<ServiceController> services, RunLog log) {
        this.services = services;
        this.log = log;
    }

    /**
     * Restarts the service of a project that a change was delivered to.
     *
     * @param inPlace whether the checkout is at the delivered commit
     * @param touchesCode whether more than the summary changed
     * @param notes takes a line on why nothing was restarted
     * @return what is wrong with the service now; nothing if all is well or nothing was to be restarted
     */
    Optional<String> restart(Project project, boolean inPlace, boolean touchesCode, List<String> notes)
            throws InterruptedException {
        if (project.service().isEmpty()) {
            return Optional.empty();
        }
        ServiceName service = project.service().get();
        Optional<String> obstacle = obstacle(inPlace, touchesCode);
        if (obstacle.isPresent()) {
            notes.add("delivered, not deployed: " + service + " was not restarted, because " + obstacle.get());
            log.append(new RunEvent.Served(log.run(), log.now(), service.value(), false, obstacle.get()));
            return Optional.empty();
        }
        log.begin(Phase.SERVE, service.value());
        try {
            ServiceController controller = services.orElseThrow();
            controller.restart(service);
            ServiceStatus status = controller.status(service);
            String state = service + " is " + status.describe() + " after the restart";
            log.append(new RunEvent.Served(log.run(), log.now(), service.value(), true, state));
            notes.add(state);
            return status.isActive() ? Optional.empty() : Optional.of(state);
        } catch (ServiceException e) {
            log.append(new RunEvent.Served(log.run(), log.now(), service.value(), false, e.getMessage()));
            return Optional.of("the change is delivered, but " + service + " was not restarted: " + e.getMessage());
        }
    }

    private Optional<String> obstacle(boolean inPlace, boolean touchesCode) {
        if (!touchesCode) {
            return Optional.of("only " + Project.SUMMARY_FILE + " changed");
        }
        if (!inPlace) {
            return Optional.of("its directory is not at the delivered commit");
        }
        return services.isEmpty() ? Optional.of("there is no service control here") : Optional.empty();
    }
}
