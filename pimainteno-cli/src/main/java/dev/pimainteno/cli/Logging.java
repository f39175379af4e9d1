package dev.pimainteno.cli;

/** Sets up the log before there is a logger: warnings to standard error, everything if asked for. */
final class Logging {
    private static final String SIMPLE_LOGGER = "org.slf4j.simpleLogger.";

    private Logging() {}

    static void start(boolean verbose) {
        set("defaultLogLevel", verbose ? "debug" : "warn");
        // JGit logs, with its stack, what it also throws; the report says it in a sentence.
        set("log.org.eclipse.jgit", verbose ? "info" : "off");
        set("showThreadName", Boolean.toString(verbose));
        set("showShortLogName", "true");
        set("levelInBrackets", "true");
    }

    /** What the user has set with {@code -D} stays. */
    private static void set(String property, String value) {
        if (System.getProperty(SIMPLE_LOGGER + property) == null) {
            System.setProperty(SIMPLE_LOGGER + property, value);
        }
    }
}
