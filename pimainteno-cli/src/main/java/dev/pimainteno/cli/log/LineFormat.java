package dev.pimainteno.cli.log;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** Makes lines of an entry. */
@FunctionalInterface
public interface LineFormat {

    /**
     * Returns the lines.
     *
     * @param text the entry's text, fit to print
     */
    List<String> lines(Level level, String text);

    /** Returns the format for people: time in UTC and level in front of the first line. */
    static LineFormat plain(InstantSource clock) {
        return (level, text) -> {
            String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
            return "%s %-5s %s".formatted(time, level, text).lines().toList();
        };
    }

    /**
     * Returns the format for systemd's journal, which knows the time itself and reads the priority of each line in front of
     * it.
     *
     * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd-daemon.html">sd-daemon(3)</a>
     */
    static LineFormat journal() {
        return (level, text) ->
                text.lines().map(line -> "<" + priority(level) + ">" + line).collect(Collectors.toList());
    }

    private static int priority(Level level) {
        return switch (level) {
            case ERROR -> 3;
            case WARN -> 4;
            case INFO -> 6;
            case DEBUG, TRACE -> 7;
        };
    }
}
