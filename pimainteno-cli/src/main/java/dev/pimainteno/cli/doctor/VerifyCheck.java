package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands that prove a project's changes: that there are some, and that their programs are to be found.
 *
 * @param searchPath directories as in {@code PATH}
 */
public record VerifyCheck(Project project, String searchPath) implements Check {

    @Override
    public String name() {
        return "verify " + project.id();
    }

    @Override
    public Diagnosis examine() {
        List<Command> commands = project.verify();
        if (commands.isEmpty()) {
            return project.delivery() == DeliveryMode.OBSERVE
                    ? Diagnosis.ok("no commands; nothing is delivered either")
                    : Diagnosis.warning(
                            "no commands: changes are delivered unproven",
                            "set verify, such as [[\"make\", \"test\"]]");
        }
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
        Stream<Path> candidates = program.contains("/")
                ? Stream.of(project.path().resolve(program))
                : Stream.of(searchPath.split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, program))
                        .filter(Path::isAbsolute);
        return candidates.anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }
}
