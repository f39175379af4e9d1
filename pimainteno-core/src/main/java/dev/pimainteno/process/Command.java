package dev.pimainteno.process;

import java.util.List;

/**
 * A program and its arguments, handed to the operating system as they are: no shell reads them. Immutable.
 *
 * @param argv the program, then its arguments; not empty, the program not blank, no NUL anywhere
 */
public record Command(List<String> argv) {

    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || argv.get(0).isBlank()) {
            throw new IllegalArgumentException("a command needs a program: " + argv);
        }
        for (String argument : argv) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a command cannot hold a NUL character: " + argv);
            }
        }
    }

    public static Command of(String... argv) {
        return new Command(List.of(argv));
    }

    /** Returns the program, without its arguments. */
    public String program() {
        return argv.get(0);
    }

    /** Returns the command for people to read; arguments with white space are quoted. Not for a shell. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String argument : argv) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            boolean plain = !argument.isEmpty() && argument.chars().noneMatch(Character::isWhitespace);
            text.append(plain ? argument : "'" + argument + "'");
        }
        return text.toString();
    }
}
