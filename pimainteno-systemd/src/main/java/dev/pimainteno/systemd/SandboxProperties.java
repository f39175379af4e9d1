package dev.pimainteno.systemd;

import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.FileView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The properties of the transient service that a command runs as. Immutable.
 *
 * @param timeout after which the service manager ends it by itself
 */
record SandboxProperties(Bounds bounds, Duration timeout, FileView view, Allowance allowance) {
    private static final List<String> ALWAYS = List.of(
            "Type=exec",
            "KillMode=control-group",
            "TimeoutStopSec=2s",
            "NoNewPrivileges=yes",
            // To mount layers, to look into their directories, and to give these away. The command itself has none.
            "CapabilityBoundingSet=CAP_SYS_ADMIN CAP_DAC_OVERRIDE CAP_SETPCAP",
            "ProtectSystem=strict",
            "PrivateDevices=yes",
            "PrivateIPC=yes",
            "ProtectKernelTunables=yes",
            "ProtectKernelModules=yes",
            "ProtectKernelLogs=yes",
            "ProtectControlGroups=yes",
            "ProtectClock=yes",
            "ProtectHostname=yes",
            "LockPersonality=yes",
            "RestrictRealtime=yes",
            "LimitCORE=0");
    private static final long SHARED_MEMORY_PART = 4;

    List<String> all() {
        List<String> all = new ArrayList<>(ALWAYS);
        all.addAll(limits(bounds));
        all.add("RuntimeMaxSec=" + timeout.toMillis() + "ms");
        all.add("PrivateNetwork=" + (allowance.network() ? "no" : "yes"));
        all.add("TemporaryFileSystem=/dev/shm:size=" + bounds.memoryBytes() / SHARED_MEMORY_PART);
        for (FileView.Step step : view.steps()) {
            if (step instanceof FileView.Shown shown) {
                all.add("BindReadOnlyPaths=" + from(shown.source(), shown.place()));
            } else if (step instanceof FileView.Writable writable) {
                all.add("BindPaths=" + from(writable.source(), writable.place()));
            } else {
                all.add("TemporaryFileSystem=" + word(step.place()) + ":ro");
            }
        }
        return all;
    }

    /** Returns what the kernel bounds for a whole control group. */
    static List<String> limits(Bounds bounds) {
        List<String> limits = new ArrayList<>(
                List.of("MemoryMax=" + bounds.memoryBytes(), "MemorySwapMax=0", "TasksMax=" + bounds.tasks()));
        if (bounds.cpus() > 0) {
            limits.add("CPUQuota=" + bounds.cpus() * 100 + "%");
        }
        return limits;
    }

    private static String from(Path source, Path place) {
        return word(source) + ":" + word(place);
    }

    /** A path as a word of a list in which colons part words and their halves. */
    private static String word(Path path) {
        StringBuilder word = new StringBuilder();
        for (char c : path.toString().toCharArray()) {
            if (c == '\\' || c == ':' || c == '"' || c == '\'' || Character.isWhitespace(c)) {
                word.append('\\');
            }
            word.append(c);
        }
        return word.toString();
    }
}
