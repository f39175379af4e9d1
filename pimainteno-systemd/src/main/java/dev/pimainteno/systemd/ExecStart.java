package dev.pimainteno.systemd;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the property {@code ExecStart} as {@code systemctl show} prints it. */
final class ExecStart {
    /** The end is looked for from behind, since an argument may hold {@code ;} and even these words. */
    private static final Pattern COMMAND = Pattern.compile(
            "^ExecStart=\\{ path=(.*?) ; argv\\[]=(.*) ; ignore_errors=(?:yes|no) ; .*}$", Pattern.MULTILINE);

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private ExecStart() {}

    /**
     * Returns the absolute paths among the words of all commands, each once, a program before its arguments. systemctl
     * prints arguments without their quotes: one with a space in it is two words here.
     */
    static List<Path> paths(String printed) {
        Set<Path> paths = new LinkedHashSet<>();
        Matcher command = COMMAND.matcher(printed);
        while (command.find()) {
            Stream<String> arguments = SPACES.splitAsStream(command.group(2)).skip(1);
            Stream.concat(Stream.of(command.group(1)), arguments)
                    .filter(word -> word.startsWith("/"))
                    .flatMap(ExecStart::path)
                    .forEach(paths::add);
        }
        return List.copyOf(paths);
    }

    private static Stream<Path> path(String word) {
        try {
            return Stream.of(Path.of(word));
        } catch (InvalidPathException e) {
            // A name that this process cannot spell in its locale is none that it looks for.
            return Stream.empty();
        }
    }
}
