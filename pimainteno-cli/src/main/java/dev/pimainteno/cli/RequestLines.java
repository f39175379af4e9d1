package dev.pimainteno.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into lines of bounded length. For one thread. */
final class RequestLines {
    static final int MOST_BYTES = 64 << 20;

    private final InputStream in;

    /**
     * @param in buffered: it is read byte by byte
     */
    RequestLines(InputStream in) {
        this.in = in;
    }

    /** A line without its end; empty if it is too long. */
    static final class Line {
        private final byte[] bytes;
        private final boolean tooLong;
        private final boolean end;

        private Line(byte[] bytes, boolean tooLong, boolean end) {
            this.bytes = bytes;
            this.tooLong = tooLong;
            this.end = end;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean isTooLong() {
            return tooLong;
        }

        /** Whether this is no line but the end of the stream. */
        boolean isEnd() {
            return end;
        }

        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return !tooLong;
        }
    }

    /** Returns the next line, or one that is the end. */
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
        int b = in.read();
        if (b < 0) {
            return new Line(new byte[0], false, true);
        }
        boolean tooLong = false;
        while (b >= 0 && b != '\n') {
            if (line.size() == MOST_BYTES) {
                tooLong = true;
                line = new ByteArrayOutputStream();
            }
            if (!tooLong) {
                line.write(b);
            }
            b = in.read();
        }
        return new Line(line.toByteArray(), tooLong, false);
    }
}
