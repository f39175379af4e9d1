package dev.pimainteno.cli;

/** Says an amount of bytes as people do. */
final class Size {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;

    private Size() {}

    /** Returns an amount such as {@code 17 bytes} or {@code 3.5 MiB}. */
    static String of(long bytes) {
        if (bytes < STEP) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double amount = (double) bytes / STEP;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return "%.1f %s".formatted(amount, UNITS[unit]);
    }
}
