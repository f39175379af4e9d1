package dev.pimainteno.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.change.Snapshot;
import dev.pimainteno.gate.Gate;
import dev.pimainteno.gate.ReviewGate;
import dev.pimainteno.git.CommitRecord;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.WorkTree;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.SummaryCommit;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.task.MaintenanceTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes runs again from their journal and artifacts: the same tasks look at the same commit, get the answers that the model
 * gave then, and the verdicts that the gates gave then, and what comes out is compared with the record, byte for byte. No
 * model is asked, no command runs, nothing is delivered. Immutable; safe for many threads.
 */
public final class Replay {
    private final Path stateDirectory;
    private final Map<String, MaintenanceTask> tasks;
    private final RunJournal journal;
    private final Artifacts artifacts;
    private final Redaction redaction;

    /**
     * @param stateDirectory that of the pipeline which made the runs
     * @param tasks by the names by which projects ask for them
     */
    public Replay(Path stateDirectory, Map<String, MaintenanceTask> tasks, RunJournal journal, Artifacts artifacts) {
        this(stateDirectory, tasks, journal, artifacts, Redaction.of(List.of()));
    }

    private Replay(
            Path stateDirectory,
            Map<String, MaintenanceTask> tasks,
            RunJournal journal,
            Artifacts artifacts,
            Redaction redaction) {
        this.stateDirectory = requireNonNull(stateDirectory, "stateDirectory");
        this.tasks = Map.copyOf(tasks);
        this.journal = requireNonNull(journal, "journal");
        this.artifacts = requireNonNull(artifacts, "artifacts");
        this.redaction = requireNonNull(redaction, "redaction");
    }

    /** Returns one that hides what the pipeline which made the runs has hidden; without, only what looks like a secret is hidden. */
    public Replay withRedaction(Redaction redaction) {
        return new Replay(stateDirectory, tasks, journal, artifacts, redaction);
    }

    /**
     * Makes a run again.
     *
     * @param project the run's, as it is configured now
     * @throws IllegalArgumentException if the journal does not know the run, or it was another project's
     * @throws dev.pimainteno.failure.PimaintenoException if journal, artifacts or repository cannot be read, for example
     *     because the commit that the run looked at is gone
     */
    public ReplayReport replay(Project project, RunId run) throws InterruptedException {
        List<RunEvent> events;
        try (Stream<RunEvent> read = journal.read(run)) {
            events = beforeItWasMadeAnew(read.toList());
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException("the journal knows no run " + run);
        }
        RunPast past = RunPast.of(events);
        if (!past.opened().project().equals(project.id())) {
            throw new IllegalArgumentException(
                    "the run " + run + " was made on " + past.opened().project() + ", not on " + project.id());
        }
        if (past.takenUp().isPresent()) {
            throw new IllegalArgumentException("the run " + run + " took up a change that was there already:"
                    + " no model was asked, so there is nothing to make again");
        }
        RecordedLlmClient llm = new RecordedLlmClient(run, events, artifacts);
        List<RunEvent> made = again(project, past, events, llm);
        return new Comparison(run, events).with(made, llm);
    }

    /** What was done because a branch had moved is not done again: where it had moved to is not what the model was shown. */
    private static List<RunEvent> beforeItWasMadeAnew(List<RunEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof RunEvent.Rebased) {
                return events.subList(0, i);
            }
        }
        return events;
    }

    private List<RunEvent> again(Project project, RunPast past, List<RunEvent> events, RecordedLlmClient llm)
            throws InterruptedException {
        InMemoryRunJournal replayed = RunJournal.inMemory(1);
        RunEvent.Opened opened = past.opened();
        Parts parts = Parts.forReplay(stateDirectory, tasks, replayed, redaction, opened.at());
        Claim claim = ProjectClaims.inMemory(parts.clock())
                .tryClaim(project.id(), HeldProject.LEASE)
                .orElseThrow();
        Path directory = parts.directory(project);
        try (GitProject git = GitProject.open(project);
                HeldProject held = new HeldProject(claim);
                PrivateRepository repository =
                        PrivateRepository.open(directory.resolve(Parts.OBJECTS), git.objects())) {
            Snapshot snapshot = repository.snapshot(opened.branch(), opened.head(), TaskRun.HISTORY);
            RunLog log = new RunLog(opened.run(), held, parts, RunListener.none());
            log.append(opened);
            List<String> rules = rules(opened.run());
            if (!rules.isEmpty()) {
                log.keep(TaskRun.RULES, String.join("\n", rules) + "\n");
            }
            MeteredLlmClient metered = new MeteredLlmClient(llm, log);
            WorkTree nowhere = new WorkTree(directory.resolve("replay"), repository);
            ProposalMemory memory = ProposalMemory.recorded(project.id(), log, events);
            memory.tell();
            TaskRound round = new TaskRound(
                    project,
                    snapshot,
                    repository,
                    nowhere,
                    gates(events),
                    RecordedRepetition.of(events),
                    metered,
                    memory,
                    log,
                    rules);
            Map<String, TaskResult> results = new LinkedHashMap<>();
            Work work = Work.none(snapshot);
            for (String name : tasksOf(events)) {
                TaskResult result = round.run(name, task(name), work);
                results.put(name, result);
                if (result instanceof TaskResult.Accepted accepted) {
                    work = accepted.work();
                }
            }
            boolean waits = !work.touchesCode() && project.summaryCommit() == SummaryCommit.WITH_CHANGE;
            if (past.committed().isPresent() && work.edits().isPresent() && !waits) {
                CommitRecord was = repository.record(past.committed().get().commit());
                CommitMaker maker = CommitMaker.again(was, repository);
                new Committing(project, repository, snapshot, metered, log, maker, parts.redaction())
                        .commit(work, results, was.when());
            }
        } catch (LlmException e) {
            // A run ends with the answer that it does not get, and so does its replay; the comparison says what is
            // missing.
            return read(replayed, opened.run());
        }
        return read(replayed, opened.run());
    }

    /** The gate that asks a model asks it again, of the record; the others judge as they have judged. */
    private static Map<String, Gate> gates(List<RunEvent> events) {
        Map<String, Gate> gates = RecordedGate.of(events);
        boolean asked = events.stream()
                .anyMatch(event -> (event instanceof RunEvent.ModelAnswered answered
                                && answered.purpose().equals(ReviewGate.NAME))
                        || (event instanceof RunEvent.ModelFailed failed
                                && failed.purpose().equals(ReviewGate.NAME)));
        if (asked) {
            gates.put(ReviewGate.NAME, new ReviewGate());
        }
        return gates;
    }

    /** What people have said since is nothing that the run was told. */
    private List<String> rules(RunId run) {
        return artifacts.read(run, new ArtifactName(TaskRun.RULES)).stream()
                .flatMap(String::lines)
                .toList();
    }

    private static List<RunEvent> read(RunJournal journal, RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.toList();
        }
    }

    private MaintenanceTask task(String name) {
        MaintenanceTask task = tasks.get(name);
        if (task == null) {
            throw new IllegalArgumentException(
                    "the run was made by a task '" + name + "', which there is none of here");
        }
        return task;
    }

    private static List<String> tasksOf(List<RunEvent> events) {
        return events.stream()
                .filter(event -> event instanceof RunEvent.PhaseBegan began && began.phase() == Phase.PROPOSE)
                .map(event -> ((RunEvent.PhaseBegan) event).detail().split(",", 2)[0])
                .distinct()
                .toList();
    }

    /** Lays the events of a replay beside those of the record. */
    private record Comparison(RunId run, List<RunEvent> recorded) {

        ReplayReport with(List<RunEvent> made, RecordedLlmClient llm) {
            List<String> then = steps(recorded);
            // Of runs that were made before proposals were kept there is nothing to compare them with.
            boolean proposals = recorded.stream().anyMatch(Comparison::isProposal);
            List<String> now = steps(made.stream()
                    .filter(event -> proposals || !isProposal(event))
                    .toList());
            int same = 0;
            while (same < then.size() && same < now.size() && then.get(same).equals(now.get(same))) {
                same++;
            }
            boolean cutOff = recorded.get(recorded.size() - 1) instanceof RunEvent.Ended ended
                    && (ended.outcome() == RunOutcome.INTERRUPTED || ended.outcome() == RunOutcome.FAILED);
            if (same == then.size() && (same == now.size() || cutOff)) {
                return new ReplayReport(run, same, null);
            }
            String difference = llm.problem()
                    .orElse(
                            same == then.size()
                                    ? "the record ends, and the replay goes on with " + now.get(same)
                                    : same == now.size()
                                            ? "the replay ends, and the record goes on with " + then.get(same)
                                            : "the record says " + then.get(same) + ", and the replay says "
                                                    + now.get(same));
            String doubt = llm.doubt().map(what -> what + ": ").orElse("");
            return new ReplayReport(run, same, doubt + difference);
        }

        private static boolean isProposal(RunEvent event) {
            return event instanceof RunEvent.ArtifactKept kept && kept.name().isProposal();
        }

        private static List<String> steps(List<RunEvent> events) {
            return events.stream()
                    .flatMap(event -> ReplayStep.of(event).stream())
                    .toList();
        }
    }
}
