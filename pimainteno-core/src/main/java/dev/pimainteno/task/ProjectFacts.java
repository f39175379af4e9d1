package dev.pimainteno.task;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.layout.ProjectLayouts;
import dev.pimainteno.layout.VerifyGuess;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.service.ServiceName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a prompt says of a project out of its settings, as words for the placeholders. */
record ProjectFacts(Project project) {
    private static final int LONGEST = 1_000;

    String name() {
        return line(project.id().value());
    }

    /** Returns the commands that prove a change of these files; those of a preset are found in them. */
    String verify(FileTree files) {
        Optional<VerifyPreset> preset = project.verifyPreset();
        if (preset.isEmpty()) {
            return project.verify().isEmpty() ? "no command (none is configured)" : commands(project.verify());
        }
        return ProjectLayouts.known()
                .find(preset.get(), files)
                .map(VerifyGuess::commands)
                .map(this::commands)
                .orElse("no command (verify = \"" + preset.get().word() + "\" finds none in this project)");
    }

    private String commands(List<Command> commands) {
        return commands.stream().map(Command::toString).map(this::quoted).collect(Collectors.joining(", then "));
    }

    String service() {
        return project.service().map(ServiceName::toString).map(this::quoted).orElse("none is configured");
    }

    String protectedPaths() {
        String paths = project.protectedPaths().stream().map(this::quoted).collect(Collectors.joining(", "));
        return paths.isEmpty() ? "nothing else" : paths;
    }

    private String quoted(String text) {
        return "`" + line(text) + "`";
    }

    private static String line(String text) {
        return VisibleText.cleanLine(text, LONGEST);
    }
}
