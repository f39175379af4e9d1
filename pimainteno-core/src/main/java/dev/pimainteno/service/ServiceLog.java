package dev.pimainteno.service;

import java.util.List;

/** Reads what services have logged. Implementations are safe for many threads. */
public interface ServiceLog {

    /**
     * Returns the last lines that one start of a service has logged, oldest first; empty if it has logged nothing, or if
     * the log does not go back that far.
     *
     * @param most how many lines at most; 1 to 10,000
     * @throws ServiceException if the log cannot be read
     */
    List<LogLine> lines(ServiceName service, InvocationId invocation, int most) throws InterruptedException;
}
