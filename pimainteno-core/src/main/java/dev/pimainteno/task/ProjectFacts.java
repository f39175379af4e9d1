package dev.pimainteno.task;

import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.service.ServiceName;
import java.util.stream.Collectors;

/** What a prompt says of a project out of its settings, as words for the placeholders. */
record ProjectFacts(Project project) {
    private static final int LONGEST = 1_000;

    String name() {
        return line(project.id().value());
    }

    String verify() {
        String commands = project.verify().stream()
                .map(Command::toString)
                .map(this::quoted)
                .collect(Collectors.joining(", then "));
        return commands.isEmpty() ? "no command (none is configured)" : commands;
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
