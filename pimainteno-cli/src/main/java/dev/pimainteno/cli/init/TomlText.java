package dev.pimainteno.cli.init;

import dev.pimainteno.process.Command;
import java.util.List;
import java.util.stream.Collectors;

/** Writes values of TOML. */
final class TomlText {

    private TomlText() {}

    /** Returns a basic string. */
    static String string(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                text.append(c <= 0xffff ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('"').toString();
    }

    /** Returns an array of commands, each an array of strings. */
    static String commands(List<Command> commands) {
        return commands.stream()
                .map(command ->
                        command.argv().stream().map(TomlText::string).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
