package dev.pimainteno.systemd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessResult.Ending;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.process.ProcessWatch;
import dev.pimainteno.process.ProgramSearch;
import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.FileView;
import dev.pimainteno.sandbox.HostDirectories;
import dev.pimainteno.sandbox.LimitingPrefix;
import dev.pimainteno.sandbox.Protection;
import dev.pimainteno.sandbox.ResourceWatch;
import dev.pimainteno.sandbox.Sandbox;
import dev.pimainteno.sandbox.SandboxFailure;
import dev.pimainteno.sandbox.Scratch;
import dev.pimainteno.sandbox.SystemPrograms;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Runs commands as transient services of the machine's systemd: bounded and ended by their control group, without network unless it is
 * allowed, with few files to be seen and fewer to be written, and without capabilities. For the user root; others get their bounds from
 * {@link #userScope} around another sandbox. Safe for many threads.
 */
public final class SystemdSandbox implements Sandbox {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The service manager ends a command by itself when nobody is left to do it. */
    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(10);

    private final ProcessRunner runner = ProcessRunner.create();
    private final HostDirectories directories;
    private final Bounds bounds;
    private final SystemdManager manager;

    private SystemdSandbox(HostDirectories directories, Bounds bounds, SystemdManager manager) {
        this.directories = directories;
        this.bounds = bounds;
        this.manager = manager;
    }

    /** Returns a sandbox of the machine's systemd. Nothing is tried here. */
    public static SystemdSandbox system(HostDirectories directories, Bounds bounds, Map<String, String> environment) {
        return new SystemdSandbox(directories, bounds, SystemdManager.system(environment));
    }

    /** Puts words before each command line, such as those that enter a container. */
    SystemdSandbox behind(List<String> words) {
        return new SystemdSandbox(directories, bounds, manager.behind(words));
    }

    /**
     * Returns the words that put a command into a scope of this user's systemd, with bounds that the kernel looks after.
     *
     * @param environment what leads to this user's systemd is taken from it
     */
    public static LimitingPrefix userScope(Bounds bounds, Map<String, String> environment) {
        return new UserScope(bounds, SystemdManager.user(environment));
    }

    @Override
    public ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException {
        List<String> command = new ArrayList<>(request.command().argv());
        String searchPath = request.environment().getOrDefault("PATH", "");
        command.set(0, ProgramSearch.find(command.get(0), searchPath, request.directory()));
        String unit = unit() + ".service";
        try {
            Scratch scratch = Scratch.beside(request.directory().toRealPath());
            FileView view = FileView.of(directories, scratch, allowance, true);
            ResourceWatch watch = ResourceWatch.begin(bounds, scratch, child -> members(unit));
            boolean tidy = false;
            try {
                List<String> argv =
                        manager.systemdRun("--pipe", arguments(unit, request, scratch, view, allowance, command));
                ProcessResult result = runner.run(request.instead(new Command(argv))
                        .environment(manager.environment())
                        .watch(new UnitWatch(watch, unit))
                        .build());
                tidy = result.succeeded();
                return tidy ? result : SandboxFailure.check(withReason(result, unit));
            } finally {
                if (!tidy) {
                    end(unit);
                }
                watch.tidyUp();
            }
        } catch (IOException e) {
            throw new ProcessException(
                    Reason.FAILED, "Cannot prepare a sandbox for " + request.directory() + ": " + e.getMessage(), e);
        }
    }

    private List<String> arguments(
            String unit,
            ProcessRequest request,
            Scratch scratch,
            FileView view,
            Allowance allowance,
            List<String> command) {
        List<String> words = new ArrayList<>(List.of("--wait", "--quiet", "--unit=" + unit));
        words.add("--working-directory=" + scratch.workTree());
        new SandboxProperties(bounds, request.timeout().plus(AFTER_TIMEOUT), view, allowance)
                .all()
                .forEach(property -> words.addAll(List.of("-p", property)));
        words.add("--");
        // A list of processes of its own; capabilities are there for mounting, and are gone before the command begins.
        List<String> service = new ArrayList<>(
                List.of(SystemPrograms.path("unshare"), "--pid", "--fork", "--kill-child", "--mount-proc"));
        service.addAll(view.prelude(FileView.KERNEL_SETTINGS));
        service.addAll(List.of(
                SystemPrograms.path("setpriv"),
                "--no-new-privs",
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=-all"));
        service.addAll(List.of(SystemPrograms.path("env"), "-i"));
        directories.environment(request.environment()).forEach((name, value) -> service.add(name + "=" + value));
        service.addAll(command);
        // The manager would take a dollar sign for the name of a variable.
        service.forEach(word -> words.add(word.replace("$", "$$")));
        return words;
    }

    /** The service manager knows best why a command of its own ended; what it knows of a failed one is to be taken back. */
    private ProcessResult withReason(ProcessResult result, String unit) throws InterruptedException {
        if (result.ending() != Ending.EXITED) {
            return result;
        }
        ProcessResult said = manager.command(PATIENCE, "show", "--property=Result", "--value", unit);
        return switch (said.output().strip()) {
            case "oom-kill" -> result.objectedTo("took more memory than it may");
            case "timeout" -> result.objectedTo("did not end in time");
            case "resources" ->
                throw new ProcessException(
                        Reason.FAILED, "The service manager has no means left to start a command", null);
            default -> result;
        };
    }

    /** Ends what there still is of a command, and lets the service manager forget it. */
    private void end(String unit) throws InterruptedException {
        manager.command(PATIENCE, "kill", "--kill-who=all", "--signal=KILL", unit);
        manager.command(PATIENCE, "stop", unit);
        manager.command(PATIENCE, "reset-failed", unit);
    }

    static String unit() {
        return "pimainteno-verify-" + UUID.randomUUID();
    }

    /** Returns the processes of a unit, wherever they have gone since: none of them can leave its control group. */
    private static Stream<Long> members(String unit) {
        List<Long> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (isIn(unit, process)) {
                    members.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            return Stream.empty(); // Without a list of processes only the service manager counts.
        }
        return members.stream();
    }

    private static boolean isIn(String unit, Path process) {
        try {
            return Files.readString(process.resolve("cgroup"), ISO_8859_1).contains("/" + unit);
        } catch (IOException e) {
            return false; // It has ended.
        }
    }

    @Override
    public Protection protection() {
        return new Protection("systemd", List.of(), true);
    }

    /** Ends the unit with the program that waits for it. */
    private final class UnitWatch implements ProcessWatch {
        private final ResourceWatch watch;
        private final String unit;

        UnitWatch(ResourceWatch watch, String unit) {
            this.watch = watch;
            this.unit = unit;
        }

        @Override
        public Optional<String> objection(ProcessHandle child) {
            return watch.objection(child);
        }

        @Override
        public void ended() throws InterruptedException {
            manager.command(PATIENCE, "kill", "--kill-who=all", "--signal=KILL", unit);
        }
    }
}
