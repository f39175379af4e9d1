package dev.pimainteno.sandbox;

import java.util.Locale;

/** Writes numbers of bytes for people. */
final class ByteCount {
    private ByteCount() {}

    static String of(long bytes) {
        if (bytes >= 1L << 30) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
        }
        return bytes >= 1L << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }
}
