package dev.pimainteno.service;

/** Asks for the state and the definition of services and restarts them. Implementations are safe for many threads. */
public interface ServiceController {

    /**
     * Returns the state of a service. A service that does not exist has a state, too: {@link ServiceStatus#notFound()}.
     *
     * @throws ServiceException if the service manager cannot be asked
     */
    ServiceStatus status(ServiceName service) throws InterruptedException;

    /**
     * Returns where a service runs from.
     *
     * @throws ServiceException if the service does not exist, or the service manager cannot be asked
     */
    ServiceDefinition definition(ServiceName service) throws InterruptedException;

    /**
     * Restarts a service, or starts it if it does not run, and returns when the manager has finished doing so. After a
     * failure the service may be stopped, starting or running; {@link #status} tells.
     *
     * @throws ServiceException if the service does not exist, is masked, may not be restarted by this user, or did not come up
     */
    void restart(ServiceName service) throws InterruptedException;
}
