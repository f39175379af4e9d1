package dev.pimainteno.cli.doctor;

import dev.pimainteno.layout.ProjectLayouts;
import dev.pimainteno.layout.VerifyGuess;
import dev.pimainteno.patch.FolderException;
import dev.pimainteno.patch.FolderTree;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.VerifyPreset;
import java.util.List;
import java.util.Optional;

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
        if (project.verifyPreset().isPresent()) {
            return preset(project.verifyPreset().get());
        }
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

    /** The checkout may differ from the branch, but seldom in how it is built. */
    private Diagnosis preset(VerifyPreset preset) {
        Optional<VerifyGuess> guess;
        try {
            guess = ProjectLayouts.known().find(preset, FolderTree.open(project.path()));
        } catch (FolderException e) {
            return Diagnosis.failure(e.getMessage(), "correct the project's path");
        }
        if (guess.isEmpty()) {
            return Diagnosis.failure(
                    "verify = \"" + preset.word()
                            + "\", and the checkout does not have that layout: every change waits for a person",
                    "name the commands, or another preset");
        }
        Diagnosis programs =
                new Programs(project.path(), searchPath).lookFor(guess.get().commands());
        String from =
                "\"" + preset.word() + "\" (" + String.join(", ", guess.get().evidence()) + "): ";
        return new Diagnosis(programs.level(), from + programs.found(), programs.remedy());
    }
}
