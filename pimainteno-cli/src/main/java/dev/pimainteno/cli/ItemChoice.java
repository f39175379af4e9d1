package dev.pimainteno.cli;

import dev.pimainteno.project.Project;
import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds the change that a command line names among those that wait, or have waited. */
final class ItemChoice {
    private final RunRecords records;
    private final ReviewQueue queue;
    private final CommandLine command;

    ItemChoice(RunRecords records, CommandLine command) {
        this.records = records;
        this.queue = records.reviews();
        this.command = command;
    }

    /**
     * Returns a change.
     *
     * @param name the run that made it, a beginning of that which no other run's name has, or a project of which one change
     *     waits
     * @throws ParameterException if there is no such change, or if several are meant
     */
    ReviewItem item(String name) {
        Optional<Project> project = project(name);
        return project.isPresent()
                ? only(project.get())
                : queue.find(new RunChoice(records, command).run(name).run())
                        .orElseThrow(() -> misused("the run '" + name + "' made no change"));
    }

    /** Returns the project of a change, which must be configured. */
    Project projectOf(ReviewItem item) {
        return project(item.project().value())
                .orElseThrow(() -> misused("the project '" + item.project() + "' of the run " + item.item()
                        + " is not in the configuration"));
    }

    private Optional<Project> project(String name) {
        return records.configuration().projects().stream()
                .filter(project -> project.id().value().equals(name))
                .findFirst();
    }

    private ReviewItem only(Project project) {
        List<ReviewItem> waiting = queue.waiting(project.id());
        if (waiting.size() == 1) {
            return waiting.get(0);
        }
        throw misused(
                waiting.isEmpty()
                        ? "no change of '" + project.id() + "' waits for review"
                        : "several changes of '" + project.id() + "' wait for review: "
                                + waiting.stream()
                                        .map(item -> item.item().value())
                                        .collect(Collectors.joining(", ")));
    }

    private ParameterException misused(String message) {
        return new ParameterException(command, message);
    }
}
