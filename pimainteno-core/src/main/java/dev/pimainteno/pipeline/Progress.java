package dev.pimainteno.pipeline;

import dev.pimainteno.change.Snapshot;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.Heads;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.Watermark;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Moves a project's watermark after a look that was brought to its end. Over the program's own commits it moves with them,
 * except for tasks that may improve further: those look at the new tree next time, as often as the project allows.
 */
final class Progress {
    private final Watermarks watermarks;
    private final Project project;
    private final Due due;
    private final boolean dryRun;

    Progress(Watermarks watermarks, Project project, Due due, boolean dryRun) {
        this.watermarks = watermarks;
        this.project = project;
        this.due = due;
        this.dryRun = dryRun;
    }

    /** The heads moved, and the code did not. */
    void sameCode(Heads heads, String codeId) {
        ProjectWatermark seen = watermarks.read(project.id());
        write(new ProjectWatermark(
                heads.local().hex(), Due.remoteHead(heads), seen.ownCodeId(), followUps(seen, codeId), seen.tasks()));
    }

    /**
     * On top of the last commit of a person lie as many improvements of the program's own as are allowed, made here or by
     * another installation.
     *
     * @return why nothing more is done, in one sentence
     */
    String enough(Heads heads, String codeId) {
        Map<String, Watermark> tasks = new TreeMap<>();
        for (String name : project.tasks()) {
            tasks.put(name, new Watermark(codeId, due.fingerprint(name), RunOutcome.NOTHING_TO_DO, enough()));
        }
        write(new ProjectWatermark(heads.local().hex(), Due.remoteHead(heads), codeId, project.followUp() + 1, tasks));
        return enough();
    }

    private String enough() {
        return "follow_up = " + project.followUp() + " allows no further improvement until somebody else commits";
    }

    /** The tasks looked at a snapshot, and this became of their change. */
    void record(
            Heads heads,
            Snapshot snapshot,
            Set<String> looked,
            Landed landed,
            List<String> codeTasks,
            PrivateRepository repository,
            GitProject git) {
        if (landed.isOut()) {
            boolean lookedAtBase = landed.change().base().equals(snapshot.commit());
            delivered(landed, lookedAtBase, codeTasks, repository, git);
        } else if (landed.ending().outcome() != RunOutcome.REFUSED) {
            looked(heads, snapshot, looked, landed.ending());
        } // Else the branch or the checkout was not as it had been: the next check looks again.
    }

    /** The tasks looked at a snapshot, and this came of it. */
    void looked(Heads heads, Snapshot snapshot, Set<String> looked, RunStopped outcome) {
        ProjectWatermark seen = watermarks.read(project.id());
        Map<String, Watermark> tasks = sameTree(seen, snapshot.codeId());
        looked.forEach(name -> tasks.put(
                name, new Watermark(snapshot.codeId(), due.fingerprint(name), outcome.outcome(), outcome.reason())));
        write(new ProjectWatermark(
                heads.local().hex(),
                Due.remoteHead(heads),
                seen.ownCodeId(),
                followUps(seen, snapshot.codeId()),
                tasks));
    }

    /**
     * A change went out. To be told the same twice makes no difference.
     *
     * @param lookedAtBase whether the tasks have looked at the commit that the change is on top of
     * @param codeTasks the tasks whose edits touch more than the summary
     */
    void delivered(
            Landed landed, boolean lookedAtBase, List<String> codeTasks, PrivateRepository repository, GitProject git) {
        Change change = landed.change();
        ProjectWatermark seen = watermarks.read(project.id());
        String baseCodeId = repository.codeId(repository.tree(change.base()));
        String codeId = repository.codeId(change.tree());
        boolean improved = !codeId.equals(baseCodeId);
        if (improved && seen.ownCodeId().equals(codeId)) {
            return;
        }
        // A watermark that was lost, or is another installation's, knows less than the history.
        int own = Math.max(
                followUps(seen, baseCodeId) + (improved ? 1 : 0),
                repository.ownImprovements(change.commit(), project.followUp() + 1));
        boolean mayGoOn = own <= project.followUp();
        Map<String, Watermark> tasks = new TreeMap<>();
        for (String name : lookedAtBase ? project.tasks() : List.<String>of()) {
            if (!codeTasks.contains(name)) {
                tasks.put(name, new Watermark(codeId, due.fingerprint(name), RunOutcome.DELIVERED, ""));
            } else if (!mayGoOn) {
                tasks.put(name, new Watermark(codeId, due.fingerprint(name), RunOutcome.DELIVERED, enough()));
            }
        }
        boolean pushed = landed.decision().mode() == DeliveryMode.PUSH;
        write(new ProjectWatermark(
                git.localHead(change.branch()).hex(),
                pushed ? change.commit().hex() : seen.remoteHead(),
                codeId,
                own,
                tasks));
    }

    /**
     * A change waits for a person: until then nobody looks at the same code again.
     *
     * @param codeId the tree without the summary that the tasks looked at
     */
    void held(String codeId, String reason) {
        ProjectWatermark seen = watermarks.read(project.id());
        Map<String, Watermark> tasks = sameTree(seen, codeId);
        for (String name : project.tasks()) {
            tasks.put(name, new Watermark(codeId, due.fingerprint(name), RunOutcome.HELD, reason));
        }
        write(new ProjectWatermark(
                seen.localHead(), seen.remoteHead(), seen.ownCodeId(), followUps(seen, codeId), tasks));
    }

    /**
     * It was decided about the change that came of the last look, and nothing went out. Nobody looks again until somebody
     * commits.
     *
     * @param reason why nothing happens, in one sentence
     */
    void decided(String reason) {
        ProjectWatermark seen = watermarks.read(project.id());
        Map<String, Watermark> tasks = new TreeMap<>();
        seen.tasks()
                .forEach((name, task) -> tasks.put(
                        name,
                        task.outcome() == RunOutcome.HELD
                                ? new Watermark(task.codeId(), task.fingerprint(), RunOutcome.NOTHING_TO_DO, reason)
                                : task));
        write(new ProjectWatermark(seen.localHead(), seen.remoteHead(), seen.ownCodeId(), seen.followUps(), tasks));
    }

    private static int followUps(ProjectWatermark seen, String codeId) {
        return codeId.equals(seen.ownCodeId()) ? seen.followUps() : 0;
    }

    private static Map<String, Watermark> sameTree(ProjectWatermark seen, String codeId) {
        Map<String, Watermark> tasks = new TreeMap<>(seen.tasks());
        tasks.values().removeIf(task -> !task.codeId().equals(codeId));
        return tasks;
    }

    private void write(ProjectWatermark watermark) {
        if (!dryRun) {
            watermarks.write(project.id(), watermark);
        }
    }
}
