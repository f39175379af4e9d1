package dev.pimainteno.systemd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.systemd.PrivateSystemd.With;
import dev.pimainteno.testing.ServiceControllerContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The services of a user who is not root, under a real systemd. */
class SystemdUserManagerTest extends ServiceControllerContract {
    private static final ServiceName RUNNING = ServiceName.of("running.service");
    private static final ServiceName STOPPED = ServiceName.of("stopped.service");
    private static final ServiceName BROKEN = ServiceName.of("broken.service");
    private static final ServiceName MASKED = ServiceName.of("masked.service");
    private static final String UNITS = "/home/keeper/.config/systemd/user/";

    private static PrivateSystemd systemd;
    private static String runtimeDirectory;

    @BeforeAll
    static void startSystemd() {
        systemd = PrivateSystemd.start(With.USER_MANAGER);
        systemd.user("keeper")
                .write(UNITS + RUNNING, "[Service]\nWorkingDirectory=~\nExecStart=/bin/sleep infinity\n")
                .write(UNITS + STOPPED, "[Service]\nExecStart=/bin/sleep infinity\n")
                // The journal takes a user's unit from a process that still runs when it reads the line.
                .write(
                        UNITS + BROKEN,
                        "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo no stock; sleep 1; exit 3'\n");
        systemd.run("ln", "-s", "/dev/null", UNITS + MASKED);
        String id = systemd.run("id", "-u", "keeper");
        runtimeDirectory = "/run/user/" + id;
        systemd.run("systemctl", "start", "user@" + id + ".service");
    }

    @AfterAll
    static void stopSystemd() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Override
    protected ServiceController open() {
        userSystemctl("start", RUNNING.value());
        userSystemctl("stop", STOPPED.value());
        return SystemdServiceController.over(manager());
    }

    @Override
    protected ServiceName running() {
        return RUNNING;
    }

    @Override
    protected ServiceName stopped() {
        return STOPPED;
    }

    @Override
    protected ServiceName missing() {
        return ServiceName.of("missing.service");
    }

    @Override
    protected Optional<ServiceName> broken() {
        return Optional.of(BROKEN);
    }

    @Override
    protected Optional<ServiceName> masked() {
        return Optional.of(MASKED);
    }

    @Override
    protected Path directoryOfRunning() {
        return Path.of("/home/keeper");
    }

    @Test
    void readsWhatAServiceAndItsManagerHaveLogged() throws InterruptedException {
        SystemdServiceController controller = SystemdServiceController.over(manager());
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> controller.restart(BROKEN));
        InvocationId invocation = requireNonNull(controller.status(BROKEN).invocationId());
        systemd.run("journalctl", "--sync");
        systemd.run("usermod", "--append", "--groups", "systemd-journal", "keeper");

        assertThat(SystemdServiceLog.over(manager()).lines(BROKEN, invocation, 20))
                .extracting(LogLine::message)
                .contains("no stock")
                .anyMatch(message -> message.contains("Main process exited, code=exited, status=3"));
    }

    private static SystemdManager manager() {
        return SystemdManager.user(Map.of("XDG_RUNTIME_DIR", runtimeDirectory)).behind(systemd.prefixAs("keeper"));
    }

    private static void userSystemctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=keeper", "--regid=keeper", "--init-groups"));
        command.addAll(List.of("env", "XDG_RUNTIME_DIR=" + runtimeDirectory, "systemctl", "--user"));
        command.addAll(List.of(arguments));
        systemd.run(command.toArray(String[]::new));
    }
}
