package dev.pimainteno.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.report.Reports.Collection;
import dev.pimainteno.report.Reports.Coverage;

/** LCOV's tracefile, as lcov, Istanbul, cargo-llvm-cov and others write it. */
final class Lcov {
    private Lcov() {}

    static void read(byte[] document, Collection found) throws UnreadableReportException {
        long covered = 0;
        long missed = 0;
        boolean known = false;
        for (String line : new String(document, UTF_8).lines().toList()) {
            if (line.startsWith("SF:")) {
                known = true;
            } else if (line.startsWith("DA:")) {
                String[] parts = line.substring(3).split(",", -1);
                // Some tools count what a line was run as a negative number when it overflowed.
                if (parts.length >= 2 && parts[1].matches("0+")) {
                    missed++;
                } else if (parts.length >= 2) {
                    covered++;
                }
            }
        }
        if (!known) {
            throw new UnreadableReportException("no source file in it", null);
        }
        found.coverage("LCOV", new Coverage(covered, missed));
    }
}
