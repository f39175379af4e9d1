package dev.pimainteno.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.RefusedEdits;
import dev.pimainteno.delivery.Delivery;
import dev.pimainteno.gate.Gate;
import dev.pimainteno.gate.ReviewGate;
import dev.pimainteno.git.RemoteAccess;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.learning.Derivation;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.learning.Lessons;
import dev.pimainteno.learning.Outcomes;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.review.Rejections;
import dev.pimainteno.review.ReviewQueue;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.task.MaintenanceTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline is composed of.
 *
 * @param llm asks a model, and asks it nothing twice
 * @param repetition sees edits that were refused before
 * @param gates in the order in which they are asked
 * @param heldFor how long a change waits for a person
 * @param commandEnvironment what a project's own commands see
 * @param terms on which commits are made
 * @param remotes how remotes are reached
 * @param lessons what is learnt from outcomes, and told later
 */
record Parts(
        Path stateDirectory,
        LlmClient llm,
        Repetition repetition,
        Map<String, MaintenanceTask> tasks,
        Map<String, Gate> gates,
        Map<DeliveryMode, Delivery> deliveries,
        RunJournal journal,
        Artifacts artifacts,
        ProjectClaims claims,
        Watermarks watermarks,
        Rejections rejections,
        Duration heldFor,
        Optional<ServiceController> services,
        Optional<ServiceLog> serviceLog,
        ProcessRunner runner,
        Map<String, String> commandEnvironment,
        CommitTerms terms,
        Redaction redaction,
        RemoteAccess remotes,
        Lessons lessons,
        InstantSource clock) {
    /** In the state directory: what is kept of each project. */
    static final String PROJECTS = "projects";
    /** In a project's directory: the private repository. */
    static final String OBJECTS = "objects.git";

    /**
     * Returns parts that only journal: no model, no gates, no deliveries, no services, nothing that is kept.
     *
     * @param at the time that it is for them
     */
    static Parts forReplay(
            Path stateDirectory,
            Map<String, MaintenanceTask> tasks,
            RunJournal journal,
            Redaction redaction,
            Instant at) {
        return new Parts(
                stateDirectory,
                new NoLlmClient(),
                new Repetition(RefusedEdits.inMemory(1), Budget.STANDARD_REPEATS),
                tasks,
                Map.of(),
                Map.of(),
                journal,
                Artifacts.inMemory(1),
                ProjectClaims.inMemory(() -> at),
                Watermarks.inMemory(),
                Rejections.inMemory(),
                Duration.ofDays(1),
                Optional.empty(),
                Optional.empty(),
                ProcessRunner.create(),
                Map.of(),
                CommitTerms.standard(),
                redaction,
                RemoteAccess.standard(),
                noLessons(),
                () -> at);
    }

    /** Returns lessons of which nothing is told. */
    static Lessons noLessons() {
        InMemoryRunJournal nothing = RunJournal.inMemory(1);
        return Lessons.of(
                Learnings.inMemory(),
                Outcomes.of(nothing, nothing),
                Derivation.of(Duration.ofDays(1), Redaction.of(List.of())),
                false);
    }

    /** Returns a task that is known to be there. */
    MaintenanceTask task(String name) {
        return requireNonNull(tasks.get(name), name);
    }

    /** Returns the gates that a project's changes pass, in the order in which they are asked. */
    Map<String, Gate> gatesFor(Project project) {
        if (!project.modelReview()) {
            return gates;
        }
        Map<String, Gate> all = new LinkedHashMap<>(gates);
        all.putIfAbsent(ReviewGate.NAME, new ReviewGate());
        return all;
    }

    Delivery delivery(DeliveryMode mode) {
        return requireNonNull(deliveries.get(mode), mode.name());
    }

    /** Returns the changes that wait for a person, to be looked at. */
    ReviewQueue reviews() {
        return Pipeline.reviews(stateDirectory, journal, heldFor);
    }

    /** Returns where the private repository of a project is. */
    static Path repository(Path stateDirectory, ProjectId project) {
        return stateDirectory.resolve(PROJECTS).resolve(project.value()).resolve(OBJECTS);
    }

    /** Returns the directory in which a project's private repository and work tree are kept. */
    Path directory(Project project) {
        return stateDirectory.resolve(PROJECTS).resolve(project.id().value());
    }
}
