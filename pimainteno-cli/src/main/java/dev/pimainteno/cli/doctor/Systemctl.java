package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks systemd's programs.
 *
 * @param userManager whether this user's manager is meant, else the machine's
 * @param environment the variables of the host, of which the programs get those that they need
 */
public record Systemctl(boolean userManager, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> HANDED_ON = List.of("PATH", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS");

    public Systemctl {
        environment = Map.copyOf(environment);
    }

    /**
     * Runs {@code systemctl}.
     *
     * @throws ProcessException if there is none
     */
    ProcessResult systemctl(String... arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("systemctl", "--no-pager", "--no-ask-password"));
        if (userManager) {
            argv.add("--user");
        }
        argv.addAll(List.of(arguments));
        return run(argv);
    }

    /**
     * Runs a program that {@code PATH} leads to.
     *
     * @throws ProcessException if there is none
     */
    ProcessResult run(List<String> argv) throws InterruptedException {
        Map<String, String> handedOn = new LinkedHashMap<>(Map.of("LC_ALL", "C.UTF-8"));
        HANDED_ON.forEach(name -> {
            if (environment.containsKey(name)) {
                handedOn.put(name, environment.get(name));
            }
        });
        return ProcessRunner.create()
                .run(ProcessRequest.of(new Command(argv), Path.of("/"))
                        .environment(handedOn)
                        .timeout(PATIENCE)
                        .build());
    }
}
