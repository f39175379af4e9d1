package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.List;

/**
 * Commands that would prove a change, and what they were guessed from. Immutable.
 *
 * @param commands to be run in order at the root of a fresh copy, in which nothing is installed or built yet; not empty
 * @param evidence the files that say so, by their paths in the tree; not empty
 */
public record VerifyGuess(List<Command> commands, List<String> evidence) {

    public VerifyGuess {
        commands = List.copyOf(commands);
        evidence = List.copyOf(evidence);
        if (commands.isEmpty() || evidence.isEmpty()) {
            throw new IllegalArgumentException("a guess needs commands and evidence: " + commands + " " + evidence);
        }
    }

    /** Returns the same for where there is no network: build tools are told that they need not ask, where they can be told. */
    public VerifyGuess offline() {
        return new VerifyGuess(commands.stream().map(OfflineOption::add).toList(), evidence);
    }

    static VerifyGuess of(Command command, String... evidence) {
        return new VerifyGuess(List.of(command), List.of(evidence));
    }
}
