package dev.pimainteno.report;

import org.jspecify.annotations.Nullable;

/** A report is not what its name says, or larger or deeper than reports are. */
final class UnreadableReportException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableReportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
