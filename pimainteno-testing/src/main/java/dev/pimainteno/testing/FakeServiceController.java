package dev.pimainteno.testing;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceDefinition;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Services that only pretend to run. Each start gets a new process id and a new invocation id, as under systemd. Safe for
 * many threads.
 */
public final class FakeServiceController implements ServiceController {
    private static final long FIRST_PID = 1_000;

    private final InstantSource clock;
    private final Map<ServiceName, ServiceStatus> services = new HashMap<>();
    private final Map<ServiceName, Queue<ServiceException>> failures = new HashMap<>();
    private final Map<ServiceName, ServiceDefinition> definitions = new HashMap<>();
    private final Set<ServiceName> broken = new HashSet<>();
    private final List<ServiceName> restarts = new ArrayList<>();
    private long starts;

    private FakeServiceController(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns a controller that knows no service yet. */
    public static FakeServiceController create() {
        return new FakeServiceController(ManualClock.create());
    }

    /** Returns a controller that knows no service yet and takes the time of each start from a clock. */
    public static FakeServiceController create(InstantSource clock) {
        return new FakeServiceController(clock);
    }

    /** Adds a service that runs, or starts one. */
    public synchronized FakeServiceController running(ServiceName service) {
        start(service, 0);
        return this;
    }

    /** Adds a service that does not run, or stops one. */
    public synchronized FakeServiceController stopped(ServiceName service) {
        end(service, "inactive", "dead", "success");
        return this;
    }

    /** Adds a service that has failed, or lets one fail. */
    public synchronized FakeServiceController failed(ServiceName service) {
        end(service, "failed", "failed", "exit-code");
        return this;
    }

    /** Adds a service that is masked, or masks one, which ends it. */
    public synchronized FakeServiceController masked(ServiceName service) {
        services.put(service, new ServiceStatus("masked", "inactive", "dead", "success", 0, 0, null, null));
        return this;
    }

    /** Says which directory a service runs from; without this, its definition names no path. */
    public synchronized FakeServiceController runsFrom(ServiceName service, Path directory) {
        return defined(service, new ServiceDefinition("simple", directory, List.of()));
    }

    /** Says how and where from a service runs. One of {@code Type=oneshot} is done as soon as it is restarted. */
    public synchronized FakeServiceController defined(ServiceName service, ServiceDefinition definition) {
        definitions.put(service, definition);
        return this;
    }

    /** Lets a service crash and come back by itself, as {@code Restart=on-failure} does. */
    public synchronized FakeServiceController crash(ServiceName service) {
        start(service, status(service).restarts() + 1);
        return this;
    }

    /** Lets every restart from now on end with the service failed, until {@link #mend}. */
    public synchronized FakeServiceController breakOnRestart(ServiceName service) {
        broken.add(service);
        return this;
    }

    /** Lets restarts work again. */
    public synchronized FakeServiceController mend(ServiceName service) {
        broken.remove(service);
        return this;
    }

    /** Prepares a failure of the next restart, which then leaves the service as it was. */
    public synchronized FakeServiceController failRestart(ServiceName service, ServiceException failure) {
        failures.computeIfAbsent(service, s -> new ArrayDeque<>()).add(failure);
        return this;
    }

    @Override
    public synchronized ServiceStatus status(ServiceName service) {
        return services.getOrDefault(service, ServiceStatus.notFound());
    }

    @Override
    public synchronized ServiceDefinition definition(ServiceName service) {
        if (!services.containsKey(service)) {
            throw new ServiceException(Reason.NOT_FOUND, "Cannot read " + service + ": no such unit", null);
        }
        return definitions.getOrDefault(service, new ServiceDefinition("simple", null, List.of()));
    }

    @Override
    public synchronized void restart(ServiceName service) {
        restarts.add(service);
        Queue<ServiceException> prepared = failures.getOrDefault(service, new ArrayDeque<>());
        if (!prepared.isEmpty()) {
            throw prepared.remove();
        }
        if (!services.containsKey(service)) {
            throw new ServiceException(Reason.NOT_FOUND, "Cannot restart " + service + ": no such unit", null);
        }
        if (status(service).load().equals("masked")) {
            throw new ServiceException(Reason.MASKED, "Cannot restart " + service + ": it is masked", null);
        }
        if (broken.contains(service)) {
            failed(service);
            throw new ServiceException(Reason.FAILED, "Cannot restart " + service + ": it did not come up", null);
        }
        start(service, 0);
        if (definition(service).endsByItself()) {
            stopped(service);
        }
    }

    /** Returns the services for which a restart was asked so far, in that order, whatever became of it. */
    public synchronized List<ServiceName> restarts() {
        return List.copyOf(restarts);
    }

    private void start(ServiceName service, int restartsByItself) {
        starts++;
        services.put(
                service,
                new ServiceStatus(
                        "loaded",
                        "active",
                        "running",
                        "success",
                        FIRST_PID + starts,
                        restartsByItself,
                        new InvocationId("%032x".formatted(starts)),
                        clock.instant()));
    }

    private void end(ServiceName service, String active, String sub, String result) {
        ServiceStatus before = status(service);
        services.put(
                service,
                new ServiceStatus(
                        "loaded", active, sub, result, 0, before.restarts(), before.invocationId(), clock.instant()));
    }
}
