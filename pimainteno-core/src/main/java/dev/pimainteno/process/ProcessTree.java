package dev.pimainteno.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process with everything it started. Where the host has {@code setsid} the child leads a session of its own, so
 * that a process whose parent has gone is still found by its group; elsewhere the descendants are all there is to go by.
 */
final class ProcessTree {
    private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);
    private static final Optional<Path> SETSID = firstExecutable("/usr/bin/setsid", "/bin/setsid");
    private static final Optional<Path> KILL = firstExecutable("/bin/kill", "/usr/bin/kill");
    private static final long GRACE_MILLIS = 2_000;

    private final Process root;

    ProcessTree(Process root) {
        this.root = root;
    }

    /** Returns the vector that starts {@code argv} as the leader of its own session, where that is possible. */
    static List<String> ownSession(List<String> argv) {
        if (SETSID.isEmpty() || KILL.isEmpty()) {
            return argv;
        }
        // The two dashes, because a program's name may begin with one.
        List<String> led = new ArrayList<>(List.of(SETSID.get().toString(), "--"));
        led.addAll(argv);
        return led;
    }

    /** Asks every process to end, waits two seconds, then ends what is left. */
    void end() {
        Set<ProcessHandle> members = members();
        // All at once: a shell whose child ends before it goes on with its next command.
        boolean told = signalGroup("TERM");
        // Nobody twice: to some programs that means not to tidy up.
        members.stream().filter(member -> !told || !isInGroup(member)).forEach(ProcessHandle::destroy);
        try {
            root.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        members.addAll(members());
        endNow(members);
    }

    /** Ends what outlived a root process that has exited by itself. */
    void endRemains(Set<ProcessHandle> seen) {
        endNow(seen);
    }

    /** Returns the root and all descendants that are alive now, the root first. */
    Set<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        members.add(root.toHandle());
        root.descendants().forEach(members::add);
        return members;
    }

    private void endNow(Set<ProcessHandle> members) {
        signalGroup("KILL");
        members.forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether a process is in the group that the root leads; one of which that is not known is not. */
    private boolean isInGroup(ProcessHandle member) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(member.pid()), "stat"));
            // After the name, which may hold anything, come state, parent and group.
            String[] fields =
                    status.substring(status.lastIndexOf(')') + 1).strip().split(" ", 4);
            return fields.length > 2 && fields[2].equals(Long.toString(root.pid()));
        } catch (IOException e) {
            log.debug("The group of process {} cannot be read", member.pid(), e);
            return false;
        }
    }

    /** Returns whether the signal was sent. */
    private boolean signalGroup(String signal) {
        if (SETSID.isEmpty() || KILL.isEmpty()) {
            return false;
        }
        try {
            Process kill = new ProcessBuilder(KILL.get().toString(), "-" + signal, "--", "-" + root.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Exit code 1 means that the group is already empty, which is what is wanted.
            if (!kill.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("kill -{} of process group {} did not answer within two seconds", signal, root.pid());
                kill.destroyForcibly();
                return false;
            }
            return kill.exitValue() == 0;
        } catch (IOException e) {
            log.warn("Cannot signal process group {}; only its known descendants are ended", root.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Optional<Path> firstExecutable(String... candidates) {
        for (String candidate : candidates) {
            Path path = Path.of(candidate);
            if (Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }
}
