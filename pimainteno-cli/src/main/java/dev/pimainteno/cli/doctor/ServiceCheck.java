package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.service.ServiceName;
import java.util.ArrayList;
import java.util.List;

/**
 * That a project's unit is there, and that this user may restart it.
 *
 * @param superuser whether this process runs as root, who may
 */
public record ServiceCheck(ServiceName service, Systemctl systemctl, boolean superuser) implements Check {
    private static final String ACTION = "org.freedesktop.systemd1.manage-units";
    private static final String RULE = "let polkit allow " + ACTION + " for this user and unit (a rule in"
            + " /etc/polkit-1/rules.d), use the user's own manager, or run as root";

    @Override
    public String name() {
        return "service " + service;
    }

    @Override
    public Diagnosis examine() throws InterruptedException {
        try {
            ProcessResult shown = systemctl.systemctl("show", "--property=LoadState", "--value", "--", service.value());
            if (!shown.succeeded()) {
                return Diagnosis.failure(
                        "systemd does not tell: " + shown.errors().strip(), "see what is said of systemd");
            }
            String state = shown.output().strip();
            return state.equals("loaded") ? permission() : Diagnosis.failure("the unit is " + state, remedy(state));
        } catch (ProcessException e) {
            return Diagnosis.failure("no systemctl on the PATH", "see what is said of systemd");
        }
    }

    private String remedy(String state) {
        return switch (state) {
            case "not-found" -> "write the unit, or correct the project's service";
            case "masked" -> "systemctl unmask " + service;
            default -> "see what 'systemctl status " + service + "' says";
        };
    }

    private Diagnosis permission() throws InterruptedException {
        if (superuser || systemctl.userManager()) {
            return Diagnosis.ok("loaded, and this user may restart it");
        }
        try {
            ProcessResult forUnit = pkcheck("--detail", "unit", service.value(), "--detail", "verb", "restart");
            // polkit lets only some users ask about one unit; whoever may manage all of them may ask about all.
            boolean mayNotAsk = forUnit.errors().contains("trusted callers");
            ProcessResult answer = mayNotAsk ? pkcheck() : forUnit;
            if (answer.succeeded()) {
                return Diagnosis.ok("loaded, and this user may restart it");
            }
            boolean refused = !mayNotAsk && (answer.exitCode() == 1 || answer.exitCode() == 2);
            return refused ? Diagnosis.failure("loaded, and this user may not restart it", RULE) : unknown();
        } catch (ProcessException e) {
            return unknown();
        }
    }

    private static Diagnosis unknown() {
        return Diagnosis.warning(
                "loaded; whether this user may restart it shows only when it tries", "if it may not: " + RULE);
    }

    private ProcessResult pkcheck(String... details) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of(
                "pkcheck",
                "--action-id",
                ACTION,
                "--process",
                Long.toString(ProcessHandle.current().pid())));
        argv.addAll(List.of(details));
        return systemctl.run(argv);
    }
}
