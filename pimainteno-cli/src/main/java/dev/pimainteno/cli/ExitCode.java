package dev.pimainteno.cli;

/** What the command tells the shell. */
final class ExitCode {
    /** Everything ended as it should. */
    static final int GOOD = 0;
    /** A run failed or was refused; a reply was not applied; something outside did not work. */
    static final int FAILED = 1;
    /** The command line or the configuration cannot be used. */
    static final int USAGE = 2;
    /** A signal ended the work: 128 and the number of SIGINT, as shells count. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
