package dev.pimainteno.systemd;

import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessResult.Ending;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceDefinition;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services under systemd, through {@code systemctl}. Never asks anybody for a password. Safe for many threads; each call
 * costs one to three child processes.
 */
public final class SystemdServiceController implements ServiceController {
    private static final Logger log = LoggerFactory.getLogger(SystemdServiceController.class);

    /** A little more than systemd's own limits for stopping and for starting, so that its verdict mostly comes first. */
    private static final Duration RESTART_TIMEOUT = Duration.ofSeconds(200);

    private final SystemdManager manager;
    private final Duration restartTimeout;

    private SystemdServiceController(SystemdManager manager, Duration restartTimeout) {
        this.manager = manager;
        this.restartTimeout = restartTimeout;
    }

    /** Returns a controller of the machine's services. A restart may take 200 seconds. */
    public static SystemdServiceController system() {
        return system(System.getenv());
    }

    /** Returns a controller of the machine's services that finds {@code systemctl} on a search path of the caller's. */
    public static SystemdServiceController system(Map<String, String> environment) {
        return over(SystemdManager.system(environment));
    }

    /** Returns a controller of this user's own services, those of {@code systemctl --user}. A restart may take 200 seconds. */
    public static SystemdServiceController user() {
        return user(System.getenv());
    }

    /**
     * Returns a controller of this user's own services that takes {@code PATH}, {@code XDG_RUNTIME_DIR} and {@code
     * DBUS_SESSION_BUS_ADDRESS} from an environment of the caller's.
     */
    public static SystemdServiceController user(Map<String, String> environment) {
        return over(SystemdManager.user(environment));
    }

    static SystemdServiceController over(SystemdManager manager) {
        return new SystemdServiceController(manager, RESTART_TIMEOUT);
    }

    /** Returns a controller that waits for a restart as long as this; positive. */
    public SystemdServiceController withRestartTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a positive timeout is needed, not " + timeout);
        }
        return new SystemdServiceController(manager, timeout);
    }

    @Override
    public ServiceStatus status(ServiceName service) throws InterruptedException {
        return properties(service).status();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A unit that has a root directory or image of its own is said to name no path at all.
     *
     * @throws ServiceException also if the unit is masked or cannot be loaded
     */
    @Override
    public ServiceDefinition definition(ServiceName service) throws InterruptedException {
        String names = "LoadState,LoadError,Type,WorkingDirectory,User,RootDirectory,RootImage";
        UnitProperties unit = UnitProperties.parse(service, show(service, names));
        ServiceException unloadable =
                RestartFailure.unloadable("Cannot tell where " + service + " runs from", service, unit);
        if (unloadable != null) {
            throw unloadable;
        }
        if (!unit.text("RootDirectory").isEmpty() || !unit.text("RootImage").isEmpty()) {
            return new ServiceDefinition(unit.text("Type"), null, List.of());
        }
        // Asked for apart: a line break in an argument could otherwise pass for another property.
        List<Path> paths = ExecStart.paths(show(service, "ExecStart"));
        return new ServiceDefinition(unit.text("Type"), workingDirectory(unit), paths);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A service of {@code Type=simple} counts as started as soon as its process exists; that it ends right after that
     * is noticed here only if systemd has noticed it by then.
     *
     * @throws ServiceException also if the restart takes longer than it may; systemd then goes on with it
     */
    @Override
    public void restart(ServiceName service) throws InterruptedException {
        log.debug("Restarting {}", service);
        ProcessResult result = manager.command(restartTimeout, "--no-ask-password", "restart", service.value());
        if (result.ending() != Ending.EXITED) {
            String message = "Cannot restart " + service + " within " + restartTimeout.toSeconds()
                    + " s; systemd goes on trying, see '" + manager.describe("list-jobs") + "'";
            throw new ServiceException(Reason.TIMED_OUT, message, null);
        }
        UnitProperties unit = properties(service);
        RestartFailure reasons = new RestartFailure(manager, service, unit);
        ServiceException failure = result.succeeded() ? reasons.inSpiteOfSuccess() : reasons.of(result);
        if (failure != null) {
            throw failure;
        }
        log.info(
                "Restarted {} in {} ms: {}",
                service,
                result.elapsed().toMillis(),
                unit.status().describe());
        if (!result.errors().isBlank()) {
            log.warn("While {} was restarted, systemctl said: {}", service, SystemdManager.evidence(result));
        }
    }

    private UnitProperties properties(ServiceName service) throws InterruptedException {
        return UnitProperties.parse(service, show(service, UnitProperties.STATUS));
    }

    private String show(ServiceName service, String names) throws InterruptedException {
        ProcessResult result = manager.ask("--no-pager", "show", "--property=" + names, service.value());
        if (!result.succeeded()) {
            String message = "Cannot ask systemd about " + service + ": '" + manager.describe("show")
                    + "' exited with " + result.exitCode() + ": " + SystemdManager.evidence(result) + ". "
                    + (manager.isUser()
                            ? "The services of a user can be reached while the user is logged in, or after 'loginctl"
                                    + " enable-linger', with XDG_RUNTIME_DIR set."
                            : "Is this machine run by systemd?");
            throw new ServiceException(Reason.UNAVAILABLE, message, null);
        }
        return result.output();
    }

    private @Nullable Path workingDirectory(UnitProperties unit) throws InterruptedException {
        String value = unit.text("WorkingDirectory");
        // systemctl shows a directory that may be missing with this sign before it.
        String directory = value.startsWith("!") ? value.substring(1) : value;
        if (directory.equals("~")) {
            return HomeDirectory.of(manager, unit.text("User"));
        }
        return directory.startsWith("/") ? Path.of(directory) : null;
    }
}
