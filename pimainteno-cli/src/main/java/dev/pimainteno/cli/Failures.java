package dev.pimainteno.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words for people what the operating system did not do. */
final class Failures {

    private Failures() {}

    static String describe(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "this user may not access " + denied.getFile();
        }
        if (failure instanceof FileAlreadyExistsException present) {
            return present.getFile() + " is in the way";
        }
        if (failure instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason() + " (" + other.getFile() + ")";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
