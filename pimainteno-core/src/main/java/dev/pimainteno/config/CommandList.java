package dev.pimainteno.config;

import dev.pimainteno.process.Command;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a list of commands, each an array of strings. A command written as one string is refused with the array that its
 * author should write: no shell reads commands, so the program must not guess how a string falls apart.
 *
 * @param value the value in the file
 */
record CommandList(Value value) {
    private static final String EXPECTED = "an array of commands such as [[\"make\", \"test\"]]";
    private static final int MOST_WORDS_SHOWN = 12;

    Optional<List<Command>> read() {
        if (value.raw() instanceof String text) {
            value.reject("an array of commands, [" + argvOf(text) + "]; no shell reads them");
            return Optional.empty();
        }
        Optional<List<Value>> elements = value.array(EXPECTED);
        if (elements.isPresent() && isOneFlatCommand(elements.get())) {
            value.reject(
                    "an array of commands, [" + array(elements.get().stream().map(word -> (String) word.raw())) + "]");
            return Optional.empty();
        }
        return elements.map(commands ->
                commands.stream().flatMap(command -> read(command).stream()).toList());
    }

    private static Optional<Command> read(Value command) {
        if (command.raw() instanceof String text) {
            command.reject("a command as an array of strings, " + argvOf(text) + "; no shell reads it");
            return Optional.empty();
        }
        String expected = "a command as an array of strings such as [\"make\", \"test\"]";
        return command.array(expected).flatMap(arguments -> {
            List<String> argv = arguments.stream()
                    .flatMap(argument -> argument.string("a string, an argument of the command").stream())
                    .toList();
            boolean allRead = argv.size() == arguments.size();
            if (allRead && command.check(!argv.isEmpty() && !argv.get(0).isBlank(), expected + ", the program first")) {
                return Optional.of(new Command(argv));
            }
            return Optional.empty();
        });
    }

    /** Whether the outer brackets are missing: words, none of which could be a whole command line. */
    private static boolean isOneFlatCommand(List<Value> elements) {
        return !elements.isEmpty()
                && elements.stream()
                        .allMatch(e -> e.raw() instanceof String text && !text.isBlank() && text.indexOf(' ') < 0);
    }

    private static String array(Stream<String> words) {
        List<String> shown = words.limit(MOST_WORDS_SHOWN + 1)
                .map(word -> new Quotation(word).quoted())
                .toList();
        return shown.size() > MOST_WORDS_SHOWN
                ? "[" + String.join(", ", shown.subList(0, MOST_WORDS_SHOWN)) + ", ...]"
                : shown.toString();
    }

    private static String argvOf(String line) {
        boolean needsShell = line.chars().anyMatch(c -> "|&;<>()$`\\\"'*?#~=%!{}[]\n".indexOf(c) >= 0);
        if (needsShell || line.isBlank()) {
            return "[\"sh\", \"-c\", \"...\"]";
        }
        return array(Arrays.stream(line.strip().split("\\s+")));
    }
}
