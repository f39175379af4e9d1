package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProgramSearch;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a project's commands find their programs.
 *
 * @param directory where the commands run
 * @param searchPath directories as in {@code PATH}
 */
record Programs(Path directory, String searchPath) {

    Diagnosis lookFor(List<Command> commands) {
        List<String> missing = commands.stream()
                .map(Command::program)
                .filter(program -> !isThere(program))
                .distinct()
                .toList();
        return missing.isEmpty()
                ? Diagnosis.ok(String.join(
                        " && ", commands.stream().map(Command::toString).toList()))
                : Diagnosis.failure(
                        "there is no program " + String.join(", ", missing),
                        "install it, or put its directory on the PATH of the user that this runs as");
    }

    private boolean isThere(String program) {
        try {
            return !ProgramSearch.find(program, searchPath, directory).isEmpty();
        } catch (ProcessException e) {
            return false; // A run would end with that.
        }
    }
}
