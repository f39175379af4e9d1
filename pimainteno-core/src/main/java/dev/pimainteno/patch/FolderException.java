package dev.pimainteno.patch;

import dev.pimainteno.failure.PimaintenoException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder that could not be read, or edits that could not be written to it. */
public final class FolderException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it was. */
    public enum Reason {
        /** The folder or a file in it cannot be read. */
        UNREADABLE,
        /** What is in the folder is not what the edits are for; nothing was changed. */
        CONFLICT,
        /** Writing failed; what had been changed was put back. */
        NOT_WRITTEN,
        /** Writing failed and so did putting back: the folder is half changed, the message says where. */
        NOT_RESTORED,
        /** The edits are in place, but a temporary file beside them could not be removed. */
        LEFTOVER
    }

    private final Reason reason;

    private FolderException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static FolderException unreadable(Path path, IOException cause) {
        return new FolderException(Reason.UNREADABLE, "Cannot read " + path + ": " + cause.getMessage(), cause);
    }

    static FolderException conflict(Path root, String problem) {
        return new FolderException(
                Reason.CONFLICT, "Cannot edit the folder " + root + ": " + problem + "; nothing was changed", null);
    }

    static FolderException notWritten(Path root, IOException cause) {
        return new FolderException(
                Reason.NOT_WRITTEN,
                "Cannot write to the folder " + root + ": " + cause + "; what had been changed was put back",
                cause);
    }

    static FolderException notRestored(Path root, IOException cause, List<IOException> failures) {
        failures.forEach(cause::addSuppressed);
        return new FolderException(
                Reason.NOT_RESTORED,
                "Cannot write to the folder " + root + ": " + cause + "; it is half changed, as not all could be put"
                        + " back: " + failures,
                cause);
    }

    static FolderException leftover(Path root, IOException cause) {
        return new FolderException(
                Reason.LEFTOVER,
                "The folder " + root + " is edited, but a temporary file stays there: " + cause.getMessage(),
                cause);
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public boolean isRetryable() {
        return false;
    }
}
