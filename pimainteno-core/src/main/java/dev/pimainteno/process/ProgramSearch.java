package dev.pimainteno.process;

import dev.pimainteno.process.ProcessException.Reason;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks for a program by its path, or along a search path. Unlike the operating system it takes only absolute directories
 * of a search path, so that a program in the working directory, which may be anybody's, never stands in for a system's.
 */
public final class ProgramSearch {

    private ProgramSearch() {}

    /**
     * Returns what to execute for a program: its absolute path, or the path that the program is given by.
     *
     * @param searchPath directories as in {@code PATH}
     * @param directory where the program will be started
     * @throws ProcessException if there is no such program, or none that this user may execute
     */
    public static String find(String program, String searchPath, Path directory) {
        if (program.contains("/")) {
            Path file = directory.resolve(program);
            if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
                throw failure(program, Files.isRegularFile(file));
            }
            // A script's interpreter would take a path that begins with a dash for an option.
            return program.startsWith("-") ? "./" + program : program;
        }
        boolean seen = false;
        for (String part : searchPath.split(File.pathSeparator, -1)) {
            Path file = Path.of(part).resolve(program);
            if (file.isAbsolute() && Files.isRegularFile(file)) {
                if (Files.isExecutable(file)) {
                    return file.toString();
                }
                seen = true;
            }
        }
        throw failure(program, seen);
    }

    private static ProcessException failure(String program, boolean seen) {
        String attempt = "Cannot start '" + program + "': ";
        return seen
                ? new ProcessException(Reason.NOT_PERMITTED, attempt + "it is not executable by this user", null)
                : new ProcessException(Reason.NOT_FOUND, attempt + "no such program", null);
    }
}
