package dev.pimainteno.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Hands on what is written to it line by line, to stand above a live progress. Safe for many threads. */
final class LinesAbove extends OutputStream {
    private final Progress progress;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LinesAbove(Progress progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            progress.say(Printable.line(line.toString(StandardCharsets.UTF_8)));
            line.reset();
        } else {
            line.write(b);
        }
    }
}
