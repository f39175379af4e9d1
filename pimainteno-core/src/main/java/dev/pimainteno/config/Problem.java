package dev.pimainteno.config;

/**
 * One thing that is wrong with a configuration, or worth a warning. Immutable.
 *
 * @param file the file as the user knows it
 * @param line the line, from 1; 0 if the file as a whole is meant
 * @param key the full key, such as {@code llm.timeout} or {@code projects[].path}; empty if no key is meant
 * @param message what was found and what is accepted; never a secret
 */
public record Problem(String file, int line, String key, String message) {

    public Problem {
        if (line < 0) {
            throw new IllegalArgumentException("a line is counted from 1, or 0 for the whole file, not " + line);
        }
    }

    /** Returns the problem as a compiler would print it: {@code PiMainteno.toml:12: scheduler.cron: found ...}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file).append(':');
        if (line > 0) {
            text.append(line).append(':');
        }
        if (!key.isEmpty()) {
            text.append(' ').append(key).append(':');
        }
        return text.append(' ').append(message).toString();
    }
}
