package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import java.util.List;

/**
 * The commands that put a project's changes to use: that their programs are to be found. One that is given by a path may be
 * built by a command before it, and is looked for only where it comes first.
 *
 * @param project with deploy commands
 * @param searchPath directories as in {@code PATH}
 */
public record DeployCheck(Project project, String searchPath) implements Check {

    @Override
    public String name() {
        return "deploy " + project.id();
    }

    @Override
    public Diagnosis examine() {
        List<Command> commands = project.deploy();
        Programs programs = new Programs(project.path(), searchPath);
        List<Command> lookedFor = commands.stream()
                .filter(command ->
                        command.equals(commands.get(0)) || !command.program().contains("/"))
                .toList();
        Diagnosis diagnosis = programs.lookFor(lookedFor);
        return diagnosis.level() == Diagnosis.Level.OK
                ? Diagnosis.ok(String.join(
                        " && ", commands.stream().map(Command::toString).toList()))
                : diagnosis;
    }
}
