package dev.pimainteno.cli;

import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds the runs and projects that a command line names among those that are recorded. */
final class RunChoice {
    /** What a command line may say, for the description of a parameter. */
    static final String NAMES = "A run: its name, the beginning of it, 'last', or 'last:PROJECT'.";

    private static final String LAST = "last";
    /** Among so many names one is looked for that was meant. */
    private static final int NEWEST = 1_000;

    private static final int MOST_NAMED = 3;

    private final RunRecords records;
    private final CommandLine command;

    RunChoice(RunRecords records, CommandLine command) {
        this.records = records;
        this.command = command;
    }

    /**
     * Returns a run.
     *
     * @param name its name, a beginning that no other run's name has, {@code last}, or {@code last:PROJECT}
     * @throws ParameterException if there is no such run, or if several are meant
     */
    RunOverview run(String name) {
        if (name.equals(LAST)) {
            return newest(RunQuery.newest(1)).orElseThrow(() -> misused("no run is recorded yet"));
        }
        if (name.startsWith(LAST + ":")) {
            ProjectId project = project(name.substring(LAST.length() + 1));
            return newest(RunQuery.newest(1).of(project))
                    .orElseThrow(() -> misused("no run of '" + project + "' is recorded yet"));
        }
        Optional<RunOverview> exact = exact(name);
        return exact.isPresent() ? exact.get() : beginningWith(name);
    }

    /**
     * Returns a project that is configured, or of which there are runs.
     *
     * @throws ParameterException if it is neither, with the names that are near to it
     */
    ProjectId project(String name) {
        List<String> known = configured();
        if (known.contains(name)) {
            return new ProjectId(name);
        }
        try {
            ProjectId project = new ProjectId(name);
            if (newest(RunQuery.newest(1).of(project)).isPresent()) {
                return project;
            }
        } catch (IllegalArgumentException e) {
            throw unknownProject(name, known);
        }
        throw unknownProject(name, known);
    }

    private ParameterException unknownProject(String name, List<String> known) {
        List<String> near = NearestNames.to(name, known);
        return misused("there is no project '" + name + "'; "
                + (near.isEmpty()
                        ? "there are: " + String.join(", ", known)
                        : "did you mean " + String.join(" or ", near) + "?"));
    }

    private List<String> configured() {
        return records.configuration().projects().stream()
                .map(project -> project.id().value())
                .toList();
    }

    private Optional<RunOverview> exact(String name) {
        try {
            return records.history().find(new RunId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // It is the beginning of a name at most.
        }
    }

    private RunOverview beginningWith(String beginning) {
        RunHistory history = records.history();
        List<RunOverview> found = beginning.isEmpty() ? List.of() : history.named(beginning, MOST_NAMED + 1);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (!found.isEmpty()) {
            throw misused(ambiguous(beginning, found));
        }
        List<String> newest = history.runs(RunQuery.newest(NEWEST)).stream()
                .map(run -> run.run().value())
                .toList();
        throw misused(unknownRun(beginning, newest));
    }

    private static String unknownRun(String name, List<String> names) {
        if (names.isEmpty()) {
            return "there is no run '" + name + "': none is recorded yet";
        }
        List<String> near = NearestNames.to(name, names);
        List<String> shown = near.isEmpty() ? longestBeginnings(name, names) : near;
        return "there is no run '" + name + "'; near to it: "
                + shown.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    }

    private static List<String> longestBeginnings(String name, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt((String other) -> -common(name, other)))
                .toList();
    }

    private static int common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    private static String ambiguous(String beginning, List<RunOverview> found) {
        String shown =
                found.stream().limit(MOST_NAMED).map(run -> run.run().value()).collect(Collectors.joining(", "));
        return "'" + beginning + "' begins the names of several runs: " + shown
                + (found.size() > MOST_NAMED ? " and more" : "");
    }

    private Optional<RunOverview> newest(RunQuery query) {
        return records.history().runs(query).stream().findFirst();
    }

    private ParameterException misused(String message) {
        return new ParameterException(command, message);
    }
}
