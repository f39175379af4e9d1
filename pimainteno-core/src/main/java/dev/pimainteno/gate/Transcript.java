package dev.pimainteno.gate;

import dev.pimainteno.process.CommandSeries;
import dev.pimainteno.process.OutputLines;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import java.util.List;
import java.util.Locale;

/** Runs commands, and writes down what they print and how they end. For one change. */
final class Transcript implements CommandSeries.Runner {
    /** Of what one command prints, a quarter of it from the beginning and the rest from the end. */
    private static final int MOST_CHARACTERS = 64 * 1024;

    private final CommandSeries.Runner runner;
    private final StringBuilder text = new StringBuilder();

    Transcript(CommandSeries.Runner runner) {
        this.runner = runner;
    }

    /** Says in which tree the next commands run. */
    void begin(String tree) {
        text.append(text.isEmpty() ? "" : "\n").append("== ").append(tree).append(" ==\n");
    }

    @Override
    public ProcessResult run(ProcessRequest request) throws InterruptedException {
        text.append("$ ").append(request.command()).append('\n');
        ProcessResult result;
        try {
            result = runner.run(request);
        } catch (ProcessException e) {
            text.append("[could not be run: ").append(e.getMessage()).append("]\n");
            throw e;
        }
        append(OutputLines.cleanedLines(result.output()));
        text.append("[exit code ").append(result.exitCode());
        if (result.ending() != ProcessResult.Ending.EXITED) {
            text.append(", ")
                    .append(result.ending().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        text.append(", after ").append(result.elapsed().toMillis()).append(" ms]\n");
        return result;
    }

    private void append(List<String> lines) {
        int all = lines.stream().mapToInt(line -> line.length() + 1).sum();
        int from = 0;
        int left = all <= MOST_CHARACTERS ? all : MOST_CHARACTERS / 4;
        while (from < lines.size() && lines.get(from).length() < left) {
            left -= lines.get(from).length() + 1;
            text.append(lines.get(from++)).append('\n');
        }
        int end = lines.size();
        left = MOST_CHARACTERS * 3 / 4;
        while (end > from && lines.get(end - 1).length() < left) {
            left -= lines.get(--end).length() + 1;
        }
        if (end > from) {
            text.append("[... ").append(end - from).append(" lines left out ...]\n");
        }
        lines.subList(end, lines.size()).forEach(line -> text.append(line).append('\n'));
    }

    /** Returns all of it; empty if nothing has begun. */
    String text() {
        return text.toString();
    }
}
