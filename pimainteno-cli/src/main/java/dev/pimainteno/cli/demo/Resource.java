package dev.pimainteno.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** A text that comes with the demo. */
final class Resource {
    private Resource() {}

    /**
     * @param name relative to this package, such as {@code replies/summary.md}
     */
    static String text(String name) throws IOException {
        try (InputStream stream = Resource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("The demo is not complete: it came without " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
