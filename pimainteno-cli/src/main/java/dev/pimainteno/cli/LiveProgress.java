package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps one line on the terminal for each project under way: what it does, for how long, how many tokens it has taken.
 * Long lines are cut by the terminal itself, so that its width need not be known.
 */
final class LiveProgress implements Progress {
    private static final int MOST_ROWS = 12;
    private static final String WRAP_OFF = "\033[?7l";
    private static final String WRAP_ON = "\033[?7h";
    private static final String ERASE_LINE = "\033[2K";
    private static final String ERASE_BELOW = "\r\033[J";

    private final OpenRuns runs = new OpenRuns();
    private final Map<ProjectId, Row> rows = new LinkedHashMap<>();
    private final PrintWriter terminal;
    private final boolean colourful;
    private final LongSupplier ticker;
    private int drawn;

    /**
     * @param ticker nanoseconds since any moment
     */
    LiveProgress(PrintWriter terminal, boolean colourful, LongSupplier ticker) {
        this.terminal = terminal;
        this.colourful = colourful;
        this.ticker = ticker;
    }

    @Override
    public synchronized void began(ProjectId project) {
        rows.put(project, new Row(ticker.getAsLong()));
        draw();
    }

    @Override
    public synchronized void ended(ProjectId project) {
        rows.remove(project);
        draw();
    }

    @Override
    public synchronized void onEvent(RunEvent event) {
        Row row = runs.project(event).map(rows::get).orElse(null);
        if (row != null) {
            row.take(event);
        }
    }

    @Override
    public synchronized void say(String line) {
        erase();
        terminal.println(line);
        draw();
    }

    /** Brings the lines up to date; to be called a few times in a second. */
    synchronized void draw() {
        StringBuilder frame = new StringBuilder(WRAP_OFF);
        up(frame);
        rows.entrySet().stream()
                .limit(MOST_ROWS)
                .forEach(row -> frame.append(ERASE_LINE)
                        .append(line(row.getKey(), row.getValue()))
                        .append('\n'));
        terminal.print(frame.append(ERASE_BELOW).append(WRAP_ON));
        terminal.flush();
        drawn = Math.min(MOST_ROWS, rows.size());
    }

    /** Leaves the terminal as if there were no lines. */
    synchronized void erase() {
        StringBuilder frame = new StringBuilder();
        up(frame);
        terminal.print(frame.append(ERASE_BELOW));
        terminal.flush();
        drawn = 0;
    }

    @Override
    public synchronized void close() {
        rows.clear();
        erase();
    }

    private void up(StringBuilder frame) {
        if (drawn > 0) {
            frame.append("\033[").append(drawn).append('A');
        }
        frame.append('\r');
    }

    private String line(ProjectId project, Row row) {
        String name = "%-16s".formatted(project);
        Duration elapsed = Duration.ofNanos(ticker.getAsLong() - row.started);
        String figures = "%4d:%02d %,9d tokens  ".formatted(elapsed.toMinutes(), elapsed.toSecondsPart(), row.tokens);
        return (colourful ? "\033[1m" + name + "\033[0m" : name) + figures + row.activity;
    }

    /** What one project does. */
    private static final class Row {
        private final long started;
        private String activity = "check";
        private long tokens;

        Row(long started) {
            this.started = started;
        }

        void take(RunEvent event) {
            activity = EventText.of(event);
            if (event instanceof RunEvent.ModelAnswered answered) {
                tokens += answered.inputTokens() + answered.outputTokens();
            }
        }
    }
}
