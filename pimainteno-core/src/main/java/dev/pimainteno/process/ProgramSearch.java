package dev.pimainteno.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for a program the way the operating system does: by its path, or along a search path. */
record ProgramSearch(String searchPath) {

    enum Found {
        EXECUTABLE,
        NOT_EXECUTABLE,
        NOWHERE
    }

    static ProgramSearch in(String searchPath) {
        return new ProgramSearch(searchPath);
    }

    Found look(String program, Path directory) {
        if (program.contains("/")) {
            return kind(directory.resolve(program));
        }
        boolean seen = false;
        for (String part : searchPath.split(File.pathSeparator, -1)) {
            Found found = part.isEmpty() ? Found.NOWHERE : kind(Path.of(part).resolve(program));
            if (found == Found.EXECUTABLE) {
                return found;
            }
            seen |= found == Found.NOT_EXECUTABLE;
        }
        return seen ? Found.NOT_EXECUTABLE : Found.NOWHERE;
    }

    private static Found kind(Path file) {
        if (!Files.isRegularFile(file)) {
            return Found.NOWHERE;
        }
        return Files.isExecutable(file) ? Found.EXECUTABLE : Found.NOT_EXECUTABLE;
    }
}
