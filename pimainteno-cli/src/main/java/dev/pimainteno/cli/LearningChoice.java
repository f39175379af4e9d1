package dev.pimainteno.cli;

import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.Learnings;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds the rule that a command line names. */
final class LearningChoice {
    /** What a command line may say, for the description of a parameter. */
    static final String NAMES = "A rule: its name, or the beginning of it.";

    private LearningChoice() {}

    /**
     * Returns a rule.
     *
     * @throws ParameterException if there is no such rule, or if several are meant
     */
    static Learning find(Learnings learnings, String name, CommandLine command) {
        List<Learning> all = learnings.all();
        List<Learning> found = all.stream()
                .filter(rule -> !name.isEmpty() && rule.id().value().startsWith(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String known = (found.isEmpty() ? all : found)
                .stream().limit(5).map(rule -> rule.id().value()).collect(Collectors.joining(", "));
        throw new ParameterException(
                command,
                found.isEmpty()
                        ? "there is no rule '" + name + "'; "
                                + (all.isEmpty() ? "there is none at all" : "there are: " + known)
                        : "'" + name + "' begins the names of several rules: " + known);
    }
}
