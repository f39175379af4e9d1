package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessResult;
import java.util.Set;

/**
 * That there is a systemd, and that it answers.
 *
 * @param needed whether a project names a unit
 */
public record SystemdCheck(Systemctl systemctl, boolean needed) implements Check {
    /** What a manager that takes orders says of itself. */
    private static final Set<String> AT_WORK = Set.of("running", "degraded", "starting", "initializing", "maintenance");

    @Override
    public String name() {
        return "systemd";
    }

    @Override
    public Diagnosis examine() throws InterruptedException {
        try {
            ProcessResult result = systemctl.systemctl("is-system-running");
            String state = result.output().strip();
            if (AT_WORK.contains(state)) {
                return Diagnosis.ok(state);
            }
            String said = state.isEmpty() ? result.errors().strip() : state;
            return missing("the manager does not answer: " + said);
        } catch (ProcessException e) {
            return missing("no systemctl on the PATH");
        }
    }

    private Diagnosis missing(String found) {
        if (!needed) {
            return Diagnosis.ok(found + "; no project names a unit");
        }
        return Diagnosis.failure(
                found + ", and no unit can be restarted",
                systemctl.userManager()
                        ? "log in as this user, or let its manager linger: loginctl enable-linger"
                        : "run on a machine with systemd, or take the projects' service away");
    }
}
