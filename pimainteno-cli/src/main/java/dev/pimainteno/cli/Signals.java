package dev.pimainteno.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the first SIGINT, SIGTERM or SIGHUP interrupt a thread, which then ends its children and unwinds, and the second
 * one end the process with all its descendants at once.
 *
 * <p>A shutdown hook could do the first half only: once hooks run, the virtual machine ignores further signals. The
 * handler is {@code sun.misc.Signal} of the module {@code jdk.unsupported}, which every JDK has; it is reached by name,
 * because javac warns of every direct use. Where it is missing, signals do what they always do.
 */
final class Signals implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private final Thread worker;
    private final Runnable atFirst;
    private final AtomicBoolean received = new AtomicBoolean();
    private final List<Runnable> restorers = new ArrayList<>();

    private Signals(Thread worker, Runnable atFirst) {
        this.worker = worker;
        this.atFirst = atFirst;
    }

    /**
     * Begins to listen.
     *
     * @param worker the thread to interrupt; it closes this
     * @param atFirst what else the first signal does, such as telling the user; on a thread of its own
     */
    static Signals interrupting(Thread worker, Runnable atFirst) {
        Signals signals = new Signals(worker, atFirst);
        for (String name : List.of("INT", "TERM", "HUP")) {
            signals.handle(name);
        }
        return signals;
    }

    /** Whether there was a signal. */
    boolean received() {
        return received.get();
    }

    /** Lets signals do again what they did before, and takes back an interrupt that came too late to be seen. */
    @Override
    public void close() {
        restorers.forEach(Runnable::run);
        if (received()) {
            Thread.interrupted();
        }
    }

    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object instance = signal.getConstructor(String.class).newInstance(name);
            Object mine = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, this::called);
            Object before = handle.invoke(null, instance, mine);
            restorers.add(() -> restore(handle, instance, before));
        } catch (ReflectiveOperationException e) {
            // Also thrown, inside, where somebody else has the signal: java -Xrs, or another platform.
            log.debug("SIG{} keeps its usual effect", name, e);
        }
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            log.warn("A signal does not get its usual effect back", e);
        }
    }

    private @Nullable Object called(Object proxy, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        if (!method.getName().equals("handle")) {
            return method.invoke(this, arguments); // One of Object's.
        }
        onSignal();
        return null;
    }

    private void onSignal() {
        if (received.compareAndSet(false, true)) {
            worker.interrupt();
            atFirst.run();
            return;
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
