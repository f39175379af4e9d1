package dev.pimainteno.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one process from every other, also from one that has the same number later, so that what a process has left behind can
 * be told from what it still uses. Immutable.
 *
 * @param machine the machine's id and its host name; {@code -} if unknown, as is each of the others
 * @param boot the kernel's name for this boot
 * @param namespace in which the process has its number
 * @param user who runs it: of others not every process may be seen
 * @param pid the process's number in its namespace
 * @param start when it started, in the kernel's ticks since the boot
 */
public record ProcessIdentity(String machine, String boot, String namespace, String user, long pid, String start) {
    private static final Logger log = LoggerFactory.getLogger(ProcessIdentity.class);
    private static final String UNKNOWN = "-";
    private static final int PARTS = 6;

    /** Returns who this process is. */
    public static ProcessIdentity own() {
        long pid = ProcessHandle.current().pid();
        String host = text(Path.of("/proc/sys/kernel/hostname"));
        String id = text(Path.of("/etc/machine-id"));
        return new ProcessIdentity(
                host.equals(UNKNOWN) || id.equals(UNKNOWN) ? UNKNOWN : id + "/" + host,
                text(Path.of("/proc/sys/kernel/random/boot_id")),
                namespaceOfThisProcess(),
                word(System.getProperty("user.name", UNKNOWN)),
                pid,
                startOfRunning(pid).orElse(UNKNOWN));
    }

    /**
     * Returns who is written in a claim.
     *
     * @return nothing if it cannot be understood, for example because a newer version has written it
     */
    public static Optional<ProcessIdentity> parse(String stored) {
        String[] parts = stored.split(" ", -1);
        if (parts.length != PARTS || !parts[4].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(
                new ProcessIdentity(parts[0], parts[1], parts[2], parts[3], Long.parseLong(parts[4]), parts[5]));
    }

    /** Returns this as one line. */
    public String stored() {
        return String.join(" ", machine, boot, namespace, user, String.valueOf(pid), start);
    }

    /**
     * Whether another process is certainly not alive any more, as far as this one can see. One on another machine, in
     * another namespace or of another user may be alive although it is not seen here.
     */
    public boolean knowsToBeDead(ProcessIdentity other) {
        if (!known(machine, other.machine) || !machine.equals(other.machine) || !known(boot, other.boot)) {
            return false;
        }
        if (!boot.equals(other.boot)) {
            return true;
        }
        boolean comparable = known(namespace, other.namespace)
                && namespace.equals(other.namespace)
                && user.equals(other.user)
                && known(start, other.start);
        return comparable && !startOfRunning(other.pid).equals(Optional.of(other.start));
    }

    private static boolean known(String one, String other) {
        return !one.equals(UNKNOWN) && !other.equals(UNKNOWN);
    }

    private static String namespaceOfThisProcess() {
        try {
            return word(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("The process namespace is not known: {}", e.toString());
            return UNKNOWN;
        }
    }

    /** Returns when a process started; nothing if there is none, or if it is one that only waits to be buried. */
    private static Optional<String> startOfRunning(long pid) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        } catch (IOException e) {
            log.debug("Not running, or not to be seen: {}", e.toString());
            return Optional.empty();
        }
        // The second field is the program's name in parentheses, which may hold anything; the fields after it are
        // counted.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        boolean running = fields.length > 19 && !fields[0].matches("[ZXx]");
        return running ? Optional.of(fields[19]) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return word(Files.readString(file));
        } catch (IOException e) {
            log.debug("Not known: {}", e.toString());
            return UNKNOWN;
        }
    }

    /** Returns a text as one word. */
    private static String word(String text) {
        String word = text.strip().replaceAll("\\s", "_");
        return word.isEmpty() ? UNKNOWN : word;
    }
}
