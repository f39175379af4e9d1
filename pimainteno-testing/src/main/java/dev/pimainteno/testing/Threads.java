package dev.pimainteno.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets several threads do the same at the same time. */
final class Threads {
    private static final long PATIENCE_SECONDS = 60;

    private Threads() {}

    /** Work that knows which of the threads it is on. */
    @FunctionalInterface
    interface Work<T> {
        T perform(int thread) throws Exception;
    }

    /** Starts {@code number} threads, lets them go together and returns what they return, in their order. */
    static <T> List<T> together(int number, Work<T> work) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(number);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int thread = i;
            tasks.add(start(() -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return work.perform(thread);
            }));
        }
        List<T> results = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            results.add(result(task));
        }
        return results;
    }

    private static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T result(FutureTask<T> task) throws InterruptedException {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a thread did not end", e);
        }
    }
}
