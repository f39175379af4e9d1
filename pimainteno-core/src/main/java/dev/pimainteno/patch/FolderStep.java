package dev.pimainteno.patch;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file's edit in a directory, checked.
 *
 * @param before the file that is there; absent for a new file
 * @param after where the content goes; absent for a file that goes
 */
record FolderStep(Optional<Path> before, Optional<Path> after, FileEdit edit) {

    boolean isExecutable() {
        return edit.mode() == FileMode.EXECUTABLE;
    }
}
