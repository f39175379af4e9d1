package dev.pimainteno.review;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The changes that wait for a person, to be looked at: a view of the journal, which changes nothing. Safe for many threads. */
public final class ReviewQueue {
    private final RunJournal journal;
    private final Function<ProjectId, Path> repositories;
    private final Duration heldFor;

    /**
     * @param repositories says where the private repository of a project is
     * @param heldFor how long a change waits
     */
    public ReviewQueue(RunJournal journal, Function<ProjectId, Path> repositories, Duration heldFor) {
        this.journal = requireNonNull(journal, "journal");
        this.repositories = requireNonNull(repositories, "repositories");
        this.heldFor = requireNonNull(heldFor, "heldFor");
    }

    /** Returns the changes of a project that wait, the oldest first. */
    public List<ReviewItem> waiting(ProjectId project) {
        return journal.held(project).stream()
                .map(RunOverview::run)
                .flatMap(run -> find(run).stream())
                .toList();
    }

    /** Returns the change of a run, whether it waits or not; nothing if the run made none, or is not known. */
    public Optional<ReviewItem> find(RunId item) {
        try (Stream<RunEvent> events = journal.read(item)) {
            return ReviewItem.of(events.toList());
        }
    }

    /** Returns when a change is given up. */
    public Instant expires(ReviewItem item) {
        return item.since().plus(heldFor);
    }

    /**
     * Returns that the local branch has moved on since a change was made, in one sentence; nothing if it has not, or that
     * cannot be told. Asks no remote.
     */
    public Optional<String> staleness(Project project, ReviewItem item) {
        Path directory = repositories.apply(project.id());
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (GitProject git = GitProject.open(project);
                PrivateRepository repository = PrivateRepository.existing(directory)) {
            CommitId head = git.localHead(item.branch());
            return repository.isAncestor(head, item.base())
                    ? Optional.empty()
                    : Optional.of(
                            "'" + item.branch() + "' is at " + head.abbreviated() + ", and the change was made for "
                                    + item.base().abbreviated() + ": to approve it makes it anew there, if it fits");
        } catch (GitException e) {
            return Optional.of("it cannot be told whether its branch has moved: " + e.getMessage());
        }
    }

    /**
     * Returns a change as a unified diff, byte for byte, for somebody who wants to edit it.
     *
     * @throws GitException if the change is not there any more
     */
    public String patch(ReviewItem item) {
        try (PrivateRepository repository = PrivateRepository.existing(repositories.apply(item.project()))) {
            return repository.diff(repository.tree(item.base()), item.tree());
        }
    }
}
