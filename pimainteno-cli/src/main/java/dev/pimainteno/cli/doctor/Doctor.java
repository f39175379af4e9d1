package dev.pimainteno.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes checks, a few at a time, and waits for none for ever. */
public final class Doctor {
    private static final int AT_A_TIME = 4;

    private final Duration deadline;

    /**
     * @param deadline how long all the checks together may take; positive
     */
    public Doctor(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Makes the checks. One that has no answer at the deadline, or breaks, is a failure like any other.
     *
     * @return a finding for each check, in their order
     */
    public List<Finding> examine(List<Check> checks) throws InterruptedException {
        // Threads that hang in a dead file system must not keep the process from ending.
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, work -> {
            Thread thread = new Thread(work, "pimainteno-doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<Diagnosis>> questions = checks.stream()
                    .<Callable<Diagnosis>>map(check -> check::examine)
                    .toList();
            List<Future<Diagnosis>> answers = threads.invokeAll(questions, deadline.toMillis(), TimeUnit.MILLISECONDS);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < checks.size(); i++) {
                findings.add(new Finding(checks.get(i).name(), diagnosis(answers.get(i))));
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private Diagnosis diagnosis(Future<Diagnosis> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            return Diagnosis.failure(
                    "no answer within " + deadline.toSeconds() + " seconds",
                    "see what hangs: a disk that is far away, a program that waits for input");
        } catch (ExecutionException e) {
            return Diagnosis.failure("the check itself broke: " + e.getCause(), "report it, with this line");
        }
    }
}
