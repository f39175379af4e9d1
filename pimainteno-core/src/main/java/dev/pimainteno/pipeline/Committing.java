package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.gate.SecretScan;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.project.Project;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.task.CommitMessage;
import dev.pimainteno.task.CommitMessageWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a commit of what the tasks of a run have made, with a message by the model. Nobody else sees it yet. */
final class Committing {
    private final Project project;
    private final PrivateRepository repository;
    private final Snapshot snapshot;
    private final LlmClient llm;
    private final RunLog log;
    private final CommitMaker maker;
    private final CommitMessageWriter writer;

    /**
     * @param secrets those that are known, which no message may hold
     */
    Committing(
            Project project,
            PrivateRepository repository,
            Snapshot snapshot,
            LlmClient llm,
            RunLog log,
            CommitMaker maker,
            Redaction secrets) {
        this.project = project;
        this.repository = repository;
        this.snapshot = snapshot;
        this.llm = llm;
        this.log = log;
        this.maker = maker;
        this.writer = writer(secrets);
    }

    /**
     * Returns what writes messages, and looks at them.
     *
     * @param secrets those that are known, which no message may hold
     */
    static CommitMessageWriter writer(Redaction secrets) {
        return new CommitMessageWriter(
                text -> secrets.knowsOneIn(text) || !SecretScan.of(text).isEmpty()
                        ? Optional.of("holds a secret")
                        : Optional.empty());
    }

    /**
     * A commit and what is in it.
     *
     * @param diff the change as a unified diff
     */
    record Made(CommitId commit, CommitMessage message, String diff) {}

    /**
     * @param results by the task's name, in its order
     */
    Made commit(Work work, Map<String, TaskResult> results, Instant when) throws InterruptedException {
        log.begin(Phase.COMMIT, "");
        String diff = repository.diff(snapshot.tree(), work.tree());
        List<String> tasks = results.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof TaskResult.Accepted)
                .map(Map.Entry::getKey)
                .toList();
        List<String> paths =
                work.edits().orElseThrow().files().stream().map(FileEdit::path).toList();
        CommitMessage message = writer.write(project, log.run(), llm, tasks, diff, paths);
        CommitId commit = maker.make(work.tree(), snapshot.commit(), message.text(), when);
        log.keep("patch.diff", diff);
        log.keep("message.txt", message.text());
        log.append(new RunEvent.Committed(
                log.run(), log.now(), commit, work.tree(), message.subject(), codeTasks(results)));
        return new Made(commit, message, diff);
    }

    /** Returns the tasks whose edits touch more than the summary. */
    static List<String> codeTasks(Map<String, TaskResult> results) {
        return results.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof TaskResult.Accepted accepted
                        && accepted.own().files().stream()
                                .anyMatch(file -> !file.path().equals(Project.SUMMARY_FILE)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
