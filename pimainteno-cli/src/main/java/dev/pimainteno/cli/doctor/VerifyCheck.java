package dev.pimainteno.cli.doctor;

import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import java.util.List;

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
        return new Programs(project.path(), searchPath).lookFor(commands);
    }
}
