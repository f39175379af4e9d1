package dev.pimainteno.sandbox;

import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.util.List;

/** Runs commands enclosed: they reach and use no more than they may. Safe for many threads. */
public interface Sandbox {
    /**
     * Runs a process to its end. Its working directory is the work tree, which it may change like its temporary directory and
     * its caches; see {@link HostDirectories}. Nothing that it starts outlives the call, as far as {@link #protection} goes.
     *
     * @param allowance what it may reach besides
     * @throws ProcessException if the process cannot be started
     * @throws InterruptedException if the caller is interrupted; the process has been ended by then
     */
    ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException;

    /** Returns what it protects from, and what not. */
    Protection protection();

    /** Returns what there is without a sandbox of the host: bounds that are looked after from here, and nothing else. */
    static Sandbox none(Bounds bounds) {
        return new UnenclosedCommands(ProcessRunner.create(), bounds);
    }

    /**
     * Returns sandboxes of the program {@code bwrap}, the better first: the second is for hosts that let nobody mount layers.
     * Nothing is tried here; see {@link SandboxChoice}.
     *
     * @param limits what limits {@code bwrap} and all below it
     */
    static List<Sandbox> bubblewrap(HostDirectories directories, Bounds bounds, LimitingPrefix limits) {
        BubblewrapSandbox layered = new BubblewrapSandbox(ProcessRunner.create(), directories, bounds, limits);
        return List.of(layered, layered.withoutLayers());
    }
}
