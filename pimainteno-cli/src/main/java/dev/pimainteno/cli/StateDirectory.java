package dev.pimainteno.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the state directory, which several processes may share. */
final class StateDirectory {

    private StateDirectory() {}

    /**
     * Makes the directory if need be, for this user only.
     *
     * @throws StateDirectoryException if that cannot be done
     */
    static void make(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, privately(directory));
            }
        } catch (IOException e) {
            throw new StateDirectoryException(directory, e);
        }
    }

    private static FileAttribute<?>[] privately(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
