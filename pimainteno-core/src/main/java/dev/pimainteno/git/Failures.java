package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.Nullable;

/** Turns what Git work throws into {@link GitException}, told apart by what the user can do about it. */
final class Failures {

    private Failures() {}

    /**
     * @param attempt what was tried and on what, such as {@code Cannot read /srv/shop}
     */
    static GitException of(String attempt, IOException e) {
        return new GitException(reason(e), attempt + ": " + describe(e), e);
    }

    static GitException of(String attempt, GitAPIException e) {
        return new GitException(Reason.FAILED, attempt + ": " + e.getMessage(), e);
    }

    private static Reason reason(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (t instanceof AccessDeniedException
                    || (message != null
                            && (message.contains("Permission denied") || message.contains("Read-only file system")))) {
                return Reason.NOT_PERMITTED;
            }
        }
        return Reason.FAILED;
    }

    private static @Nullable String describe(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied on " + denied.getFile();
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason() + " (" + failed.getFile() + ")";
        }
        return e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
    }
}
