package dev.pimainteno.systemd;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRequest.Overflow;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessResult.Ending;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs systemd's programs against one manager: the system's, or that of this user. Immutable and safe for many threads.
 */
final class SystemdManager {
    private static final Logger log = LoggerFactory.getLogger(SystemdManager.class);
    private static final String FALLBACK_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    static final List<String> INHERITED_FOR_USER = List.of("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS");
    private static final int MAX_OUTPUT_BYTES = 1 << 16;
    private static final int LONGEST_EVIDENCE = 500;

    private final ProcessRunner runner = ProcessRunner.create();
    private final boolean user;
    private final Map<String, String> environment;
    private final List<String> prefix;
    private final Duration queryTimeout;

    private SystemdManager(boolean user, Map<String, String> environment, List<String> prefix, Duration queryTimeout) {
        this.user = user;
        this.environment = environment;
        this.prefix = List.copyOf(prefix);
        this.queryTimeout = queryTimeout;
    }

    /**
     * Returns the manager of the whole machine; a question may take ten seconds.
     *
     * @param surrounding what the few variables that the programs need are picked from
     */
    static SystemdManager system(Map<String, String> surrounding) {
        return new SystemdManager(false, variables(surrounding, List.of()), List.of(), Duration.ofSeconds(10));
    }

    /** Returns the manager of this user's own services; otherwise as {@link #system}. */
    static SystemdManager user(Map<String, String> surrounding) {
        return new SystemdManager(true, variables(surrounding, INHERITED_FOR_USER), List.of(), Duration.ofSeconds(10));
    }

    /** Puts words before every command line, such as those that enter a container. */
    SystemdManager behind(List<String> words) {
        return new SystemdManager(user, environment, words, queryTimeout);
    }

    /** Sets how long a question may take; positive. */
    SystemdManager withQueryTimeout(Duration timeout) {
        return new SystemdManager(user, environment, prefix, timeout);
    }

    boolean isUser() {
        return user;
    }

    /** Returns a command line of systemctl for people to read. */
    String describe(String... arguments) {
        return "systemctl" + (user ? " --user " : " ") + String.join(" ", arguments);
    }

    /** Changes something; the result may be any ending. */
    ProcessResult command(Duration timeout, String... arguments) throws InterruptedException {
        return run(systemctl(arguments), timeout, MAX_OUTPUT_BYTES);
    }

    /**
     * Asks the manager for something.
     *
     * @throws ServiceException if there is no answer; an exit code other than 0 is one
     */
    ProcessResult ask(String... arguments) throws InterruptedException {
        return answered(run(systemctl(arguments), queryTimeout, MAX_OUTPUT_BYTES), describe(arguments));
    }

    /**
     * Lets the journal take in what was logged until now. Somebody who may not ask for that does without: the last lines may
     * then come too late to be read.
     */
    void syncJournal() throws InterruptedException {
        List<String> argv = new ArrayList<>(prefix);
        argv.addAll(List.of("journalctl", "--sync"));
        ProcessResult result = run(argv, queryTimeout, MAX_OUTPUT_BYTES);
        if (!result.succeeded()) {
            log.debug("The journal was not brought up to date: {}", evidence(result));
        }
    }

    /** Asks the journal for lines; which manager they are of is for the arguments to say. */
    ProcessResult readJournal(int maxOutputBytes, List<String> arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(prefix);
        argv.add("journalctl");
        argv.addAll(arguments);
        return answered(run(argv, queryTimeout, maxOutputBytes), "journalctl");
    }

    /** Returns a command line of {@code systemd-run}. */
    List<String> systemdRun(String kind, List<String> arguments) {
        List<String> argv = new ArrayList<>(prefix);
        argv.add("systemd-run");
        if (user) {
            argv.add("--user");
        }
        argv.add(kind);
        argv.addAll(arguments);
        return argv;
    }

    /** Returns what the programs get to see of the environment. */
    Map<String, String> environment() {
        return environment;
    }

    /** Looks a key up in one of the machine's databases, such as that of its users. */
    ProcessResult lookUp(String database, String key) throws InterruptedException {
        List<String> argv = new ArrayList<>(prefix);
        argv.addAll(List.of("getent", database, key));
        return answered(run(argv, queryTimeout, MAX_OUTPUT_BYTES), "getent " + database);
    }

    /** Returns what a program said on standard error, in one line of bounded length. */
    static String evidence(ProcessResult result) {
        String line = result.errors().strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= LONGEST_EVIDENCE ? line : line.substring(0, LONGEST_EVIDENCE) + " ...";
    }

    private static ProcessResult answered(ProcessResult result, String what) {
        if (result.ending() != Ending.EXITED) {
            String message =
                    "'" + what + "' did not answer within " + result.elapsed().toSeconds() + " s";
            throw new ServiceException(Reason.TIMED_OUT, message, null);
        }
        return result;
    }

    private List<String> systemctl(String... arguments) {
        List<String> argv = new ArrayList<>(prefix);
        argv.add("systemctl");
        if (user) {
            argv.add("--user");
        }
        argv.addAll(List.of(arguments));
        return argv;
    }

    private ProcessResult run(List<String> argv, Duration timeout, int maxOutputBytes) throws InterruptedException {
        ProcessRequest request = ProcessRequest.of(new Command(argv), Path.of("/"))
                .environment(environment)
                .timeout(timeout)
                .maxOutput(maxOutputBytes, Overflow.KEEP_ENDS)
                .build();
        try {
            return runner.run(request);
        } catch (ProcessException e) {
            String message = "Cannot run '" + String.join(" ", argv) + "': is this machine run by systemd?";
            throw new ServiceException(Reason.UNAVAILABLE, message, e);
        }
    }

    /** Nothing else is inherited: variables of systemd's own change what its programs print, and whom they ask. */
    private static Map<String, String> variables(Map<String, String> surrounding, List<String> inherited) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", surrounding.getOrDefault("PATH", FALLBACK_PATH));
        variables.put("LC_ALL", "C.UTF-8");
        // Points of time are printed in this zone.
        variables.put("TZ", "UTC");
        for (String name : inherited) {
            String value = surrounding.get(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        return Map.copyOf(variables);
    }
}
