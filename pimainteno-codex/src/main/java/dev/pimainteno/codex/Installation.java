package dev.pimainteno.codex;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;

/**
 * A codex on this machine and what it can do. Immutable.
 *
 * @param program absolute
 * @param modified when the program was last changed, by which an update is noticed
 * @param options the long options of {@code codex exec}
 */
record Installation(Path program, FileTime modified, CodexVersion version, Set<String> options) {

    boolean offers(String option) {
        return options.contains(option);
    }

    @Override
    public String toString() {
        return "codex " + version;
    }
}
