package dev.pimainteno.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command has around it, so that a test can put something else there. Immutable.
 *
 * @param directory the working directory; absolute
 * @param journal whether {@code err} ends at systemd's journal
 * @param terminal whether {@code err} ends at a terminal that understands cursor movement
 */
record Surroundings(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Map<String, String> environment,
        Path directory,
        boolean terminal,
        boolean journal) {
    /** Set by the launcher, which can ask the operating system; Java itself cannot, not the same way in all versions. */
    private static final String TERMINAL_PROPERTY = "pimainteno.terminal";

    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                System.in,
                System.out,
                System.err,
                environment,
                Path.of("").toAbsolutePath(),
                Boolean.getBoolean(TERMINAL_PROPERTY) && !"dumb".equals(environment.getOrDefault("TERM", "dumb")),
                endsAtJournal(environment.getOrDefault("JOURNAL_STREAM", "")));
    }

    /**
     * Whether standard error is the stream that systemd has named in the environment, and not one that it was sent to since.
     *
     * @param named its device and inode numbers, such as {@code 8:4711}; empty if systemd has named none
     * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#%24JOURNAL_STREAM">systemd.exec(5)</a>
     */
    private static boolean endsAtJournal(String named) {
        if (named.isEmpty()) {
            return false;
        }
        try {
            String stream = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stream.equals("socket:[" + named.substring(named.indexOf(':') + 1) + "]");
        } catch (IOException e) {
            return false; // Without /proc nobody can tell, and lines for people are right everywhere.
        }
    }

    /** Whether colours are welcome. */
    boolean colourful() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Returns a writer to {@code out}; UTF-8 whatever the locale, as what it writes comes from repositories. */
    PrintWriter outWriter() {
        return writer(out);
    }

    /** Returns a writer to {@code err}; UTF-8 whatever the locale. */
    PrintWriter errWriter() {
        return writer(err);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
