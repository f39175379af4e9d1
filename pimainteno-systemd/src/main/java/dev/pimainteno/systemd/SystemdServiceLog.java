package dev.pimainteno.systemd;

import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.service.ServiceName;
import java.util.List;
import java.util.Map;

/**
 * The journal's lines of one start of a service: those of its processes, and those of the manager about it, through
 * {@code journalctl}. Of a line longer than 4,096 bytes only a note is returned, and of very many long lines fewer than
 * were asked for. Safe for many threads.
 */
public final class SystemdServiceLog implements ServiceLog {
    private static final int MOST = 10_000;
    private static final int FEWEST_BYTES = 1 << 18;
    private static final int BYTES_PER_LINE = 1 << 11;
    private static final int MOST_BYTES = 1 << 23;

    /** With these words journalctl says that it may not read all of the journal; systemd does not translate them. */
    private static final List<String> REFUSALS =
            List.of("insufficient permissions", "You are currently not seeing messages from");

    private final SystemdManager manager;

    private SystemdServiceLog(SystemdManager manager) {
        this.manager = manager;
    }

    /** Returns the log of the machine's services. */
    public static SystemdServiceLog system() {
        return system(System.getenv());
    }

    /** Returns the log of the machine's services; {@code journalctl} is found on a search path of the caller's. */
    public static SystemdServiceLog system(Map<String, String> environment) {
        return over(SystemdManager.system(environment));
    }

    /** Returns the log of this user's own services. */
    public static SystemdServiceLog user() {
        return user(System.getenv());
    }

    /** Returns the log of this user's own services; {@code journalctl} is found on a search path of the caller's. */
    public static SystemdServiceLog user(Map<String, String> environment) {
        return over(SystemdManager.user(environment));
    }

    static SystemdServiceLog over(SystemdManager manager) {
        return new SystemdServiceLog(manager);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ServiceException also if there is nothing to return and this user may not read all of the journal
     */
    @Override
    public List<LogLine> lines(ServiceName service, InvocationId invocation, int most) throws InterruptedException {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most must be 1 to 10,000, not " + most);
        }
        manager.syncJournal();
        ProcessResult result = manager.readJournal(
                Math.min(MOST_BYTES, FEWEST_BYTES + most * BYTES_PER_LINE), arguments(invocation, most));
        List<LogLine> lines = JournalLines.parse(service, result.output(), result.truncated());
        String evidence = SystemdManager.evidence(result);
        if (lines.isEmpty() && REFUSALS.stream().anyMatch(evidence::contains)) {
            String message = "Cannot read the log of " + service + ": this user may not read the journal (" + evidence
                    + "). Members of the group systemd-journal may: see 'Permissions' in the README of"
                    + " pimainteno-systemd.";
            throw new ServiceException(Reason.NOT_PERMITTED, message, null);
        }
        if (!result.succeeded()) {
            String message = "Cannot read the log of " + service + ": journalctl exited with " + result.exitCode()
                    + ": " + evidence;
            throw new ServiceException(Reason.UNAVAILABLE, message, null);
        }
        return lines;
    }

    /**
     * The fields that begin with an underscore are the journal's own. The others are what a client claims; they count
     * only from the manager itself.
     */
    private List<String> arguments(InvocationId invocation, int most) {
        String processes = "_SYSTEMD_INVOCATION_ID=" + invocation;
        List<String> ofManager = manager.isUser()
                ? List.of("USER_INVOCATION_ID=" + invocation, "_SYSTEMD_USER_UNIT=init.scope")
                : List.of("INVOCATION_ID=" + invocation, "_PID=1");
        return List.of(
                "--no-pager",
                "--output=json",
                "--output-fields=MESSAGE,PRIORITY",
                "--lines=" + most,
                processes,
                "+",
                ofManager.get(0),
                ofManager.get(1));
    }
}
