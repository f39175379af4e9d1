package dev.pimainteno.sandbox;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs commands in namespaces of their own, made by {@code bwrap}: users, processes, files, host name, messages and, unless it is allowed, network.
 * All of them end with the first process. Layers over caches are mounted inside, by a script that may do that and nothing
 * else; the command itself has no capability. Safe for many threads.
 */
final class BubblewrapSandbox implements Sandbox {
    private static final long SHARED_MEMORY_PART = 4;

    private final ProcessRunner runner;
    private final HostDirectories directories;
    private final Bounds bounds;
    private final LimitingPrefix limits;
    private final boolean layered;

    BubblewrapSandbox(ProcessRunner runner, HostDirectories directories, Bounds bounds, LimitingPrefix limits) {
        this(runner, directories, bounds, limits, true);
    }

    private BubblewrapSandbox(
            ProcessRunner runner, HostDirectories directories, Bounds bounds, LimitingPrefix limits, boolean layered) {
        this.runner = runner;
        this.directories = directories;
        this.bounds = bounds;
        this.limits = limits;
        this.layered = layered;
    }

    /** Returns the same for a host that does not let the user mount layers: caches can only be read. */
    BubblewrapSandbox withoutLayers() {
        return new BubblewrapSandbox(runner, directories, bounds, limits, false);
    }

    @Override
    public ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException {
        List<String> command = Processors.resolved(request.command().argv(), request);
        Path tree = request.directory();
        try {
            Scratch scratch = Scratch.beside(tree.toRealPath());
            FileView view = FileView.of(directories, scratch, allowance, layered);
            ResourceWatch watch = ResourceWatch.begin(bounds, scratch, ResourceWatch::descendants);
            try {
                ProcessResult result =
                        runner.run(request.instead(new Command(argv(view, scratch, allowance, command, request)))
                                .environment(environment(request))
                                .watch(watch)
                                .build());
                return SandboxFailure.check(result);
            } finally {
                watch.tidyUp();
            }
        } catch (IOException e) {
            throw new ProcessException(
                    Reason.FAILED, "Cannot prepare a sandbox for " + tree + ": " + e.getMessage(), e);
        }
    }

    private List<String> argv(
            FileView view, Scratch scratch, Allowance allowance, List<String> command, ProcessRequest request)
            throws IOException {
        String bwrap = SystemPrograms.path("bwrap");
        List<String> argv = new ArrayList<>(limits.words());
        argv.addAll(List.of(bwrap, "--unshare-all", "--die-with-parent"));
        limits.environment().keySet().forEach(name -> argv.addAll(List.of("--unsetenv", name)));
        if (allowance.network()) {
            argv.add("--share-net");
        }
        argv.addAll(List.of("--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev"));
        FileView.KERNEL_SETTINGS.forEach(setting -> argv.addAll(List.of("--ro-bind-try", setting, setting)));
        String sharedMemory = String.valueOf(bounds.memoryBytes() / SHARED_MEMORY_PART);
        argv.addAll(List.of("--size", sharedMemory, "--tmpfs", "/dev/shm"));
        view.steps().forEach(step -> argv.addAll(mount(step)));
        // Only now: what lies in them needed a place to be mounted on.
        view.steps().stream()
                .filter(FileView.Hidden.class::isInstance)
                .forEach(
                        step -> argv.addAll(List.of("--remount-ro", step.place().toString())));
        argv.addAll(List.of("--chdir", scratch.workTree().toString(), "--cap-drop", "ALL"));
        String user = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        String group = Files.getAttribute(Path.of("/proc/self"), "unix:gid").toString();
        if (view.layers().isEmpty()) {
            argv.addAll(List.of("--uid", user, "--gid", group, "--"));
        } else {
            argv.addAll(List.of("--uid", "0", "--gid", "0"));
            // To mount, to look into the kernel's own directories of a layer, and to become this user again.
            for (String capability : new String[] {"CAP_SYS_ADMIN", "CAP_DAC_OVERRIDE", "CAP_SETFCAP"}) {
                argv.addAll(List.of("--cap-add", capability));
            }
            argv.add("--");
            argv.addAll(view.prelude());
            argv.addAll(List.of(bwrap, "--unshare-user", "--uid", user, "--gid", group, "--cap-drop", "ALL"));
            argv.addAll(List.of(
                    "--dev-bind", "/", "/", "--chdir", scratch.workTree().toString(), "--"));
        }
        argv.addAll(command);
        return Processors.limit(bounds.cpus(), argv, request);
    }

    private Map<String, String> environment(ProcessRequest request) {
        Map<String, String> environment = directories.environment(request.environment());
        environment.putAll(limits.environment());
        return environment;
    }

    private static List<String> mount(FileView.Step step) {
        String place = step.place().toString();
        if (step instanceof FileView.Shown shown) {
            return List.of("--ro-bind", shown.source().toString(), place);
        }
        if (step instanceof FileView.Writable writable) {
            return List.of("--bind", writable.source().toString(), place);
        }
        return List.of("--tmpfs", place);
    }

    @Override
    public Protection protection() {
        List<String> gaps = new ArrayList<>();
        if (limits.words().isEmpty()) {
            gaps.add("use of memory and tasks is looked at a few times a second, not bounded by the kernel");
        }
        if (!layered) {
            gaps.add("caches of builds can only be read");
        }
        return new Protection(limits.words().isEmpty() ? "bubblewrap" : "systemd and bubblewrap", gaps, true);
    }
}
