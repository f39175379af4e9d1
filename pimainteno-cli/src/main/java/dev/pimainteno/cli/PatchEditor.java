package dev.pimainteno.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Lets a person edit a text in the editor of his choice, at his terminal. */
final class PatchEditor {
    private final Surroundings surroundings;

    PatchEditor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Returns the text as it was left; nothing if it was left as it was.
     *
     * @throws ParameterException if no editor is named, or if it fails
     */
    Optional<String> edit(String text, CommandLine command) throws IOException, InterruptedException {
        // Only this user may read it: a patch holds what the project holds.
        Path file = Files.createTempFile("pimainteno-", ".diff");
        try {
            Files.writeString(file, text);
            List<String> argv = new ArrayList<>(editor(command));
            argv.add(file.toString());
            ProcessBuilder editor = new ProcessBuilder(argv).inheritIO();
            editor.directory(surroundings.directory().toFile());
            editor.environment().putAll(surroundings.environment());
            int exitCode = start(editor, command).waitFor();
            if (exitCode != 0) {
                throw new ParameterException(
                        command, "the editor " + argv.get(0) + " ended with " + exitCode + ": nothing is edited");
            }
            String edited = Files.readString(file);
            return edited.equals(text) ? Optional.empty() : Optional.of(edited);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Process start(ProcessBuilder editor, CommandLine command) {
        try {
            return editor.start();
        } catch (IOException e) {
            throw new ParameterException(
                    command, "the editor " + editor.command().get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** As other programs do, one that is named with arguments is split at blanks. */
    private List<String> editor(CommandLine command) {
        Map<String, String> environment = surroundings.environment();
        String named = environment
                .getOrDefault("VISUAL", environment.getOrDefault("EDITOR", ""))
                .strip();
        if (named.isEmpty()) {
            throw new ParameterException(
                    command, "neither VISUAL nor EDITOR names an editor: set one, or give the patch with --patch FILE");
        }
        return List.of(named.split("\\s+"));
    }
}
