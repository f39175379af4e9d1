package dev.pimainteno.cli.doctor;

/** Looks at one thing that a run needs. Changes nothing that lasts. May be made on any thread, once. */
public interface Check {

    /** Returns what is looked at, in a word or two. */
    String name();

    /** Looks. */
    Diagnosis examine() throws InterruptedException;
}
