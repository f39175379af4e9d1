package dev.pimainteno.cli;

import dev.pimainteno.git.GitException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.journal.Watermark;
import dev.pimainteno.pipeline.NextCheck;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why the last run of a project did what it did, or why nothing happens. Immutable.
 *
 * @param sentence holds what repositories and models have said
 * @param run the run that it is about
 */
record Explanation(State state, String sentence, Optional<RunId> run) {

    /** Where a project stands. */
    enum State {
        /** The configuration does not have it any more. */
        NOT_CONFIGURED,
        /** A run is at work on it. */
        UNDER_WAY,
        /** Somebody looks whether there is anything to do. */
        CHECKING,
        /** A run's process died; the next check finishes or unwinds the run. */
        CUT_OFF,
        /** Nobody has looked at it yet. */
        NEVER_LOOKED_AT,
        /** The model's allowance was used up. */
        PARKED,
        /** A change waits for a person, and nothing more is looked for meanwhile. */
        WAITING,
        /** Nothing has changed since the last look to the end. */
        IDLE,
        /** The next run has something to look at. */
        DUE
    }

    /**
     * @param next foresees whether the next check finds something to look at
     */
    static Explanation of(ProjectId id, RunRecords records, NextCheck next) {
        Optional<RunOverview> last =
                records.history().runs(RunQuery.newest(1).of(id)).stream().findFirst();
        Optional<Project> project = records.configuration().projects().stream()
                .filter(configured -> configured.id().equals(id))
                .findFirst();
        if (project.isEmpty()) {
            String past = last.map(run -> "; " + lastRun(run)).orElse("");
            return new Explanation(State.NOT_CONFIGURED, "it is not in the configuration" + past, id(last));
        }
        return open(id, records)
                .or(() -> waiting(project.get(), records))
                .orElseGet(() -> atRest(project.get(), last, records, next));
    }

    /** Explains a project that somebody is at work on, or was when he died. */
    private static Optional<Explanation> open(ProjectId id, RunRecords records) {
        Optional<RunOverview> open = records.journal().open(id).stream()
                .reduce((first, newest) -> newest)
                .flatMap(run -> records.history().find(run));
        if (open.isPresent()) {
            RunOverview run = open.get();
            String since =
                    " in the phase " + EventText.outcome(run.phase()) + " since " + Columns.time(run.lastEvent());
            RunState state = records.state(run);
            if (state == RunState.UNDER_WAY) {
                String sentence = "the run " + run.run() + " is at work," + since;
                return Optional.of(new Explanation(State.UNDER_WAY, sentence, id(open)));
            }
            if (state == RunState.CUT_OFF) {
                String sentence =
                        "the run " + run.run() + " was cut off," + since + "; the next check finishes or unwinds it";
                return Optional.of(new Explanation(State.CUT_OFF, sentence, id(open)));
            }
        }
        return records.claims().isHeld(id)
                ? Optional.of(new Explanation(
                        State.CHECKING,
                        "another process looks at the moment whether there is anything to do",
                        id(open)))
                : Optional.empty();
    }

    /** Explains a project of which as many changes wait for a person as may. */
    private static Optional<Explanation> waiting(Project project, RunRecords records) {
        List<ReviewItem> waiting = records.reviews().waiting(project.id());
        if (waiting.size() < project.openProposals()) {
            return Optional.empty();
        }
        ReviewItem item = waiting.get(0);
        String sentence = "the change of " + item.item() + " waits for review since " + Columns.time(item.since())
                + ": "
                + item.subject() + " (" + item.because() + "); nothing more is looked for until somebody decides:"
                + " pimainteno review show " + item.item();
        return Optional.of(new Explanation(State.WAITING, sentence, Optional.of(item.item())));
    }

    private static Explanation atRest(Project project, Optional<RunOverview> last, RunRecords records, NextCheck next) {
        ProjectWatermark seen = records.watermarks().read(project.id());
        if (last.isEmpty() && seen.equals(ProjectWatermark.none())) {
            return new Explanation(State.NEVER_LOOKED_AT, "nobody has looked at it yet", Optional.empty());
        }
        String past = last.map(Explanation::lastRun).orElse("no run is recorded");
        if (last.flatMap(RunOverview::outcome).filter(RunOutcome.PARKED::equals).isPresent()) {
            List<String> obstacles = new BudgetView(
                            records.configuration(), records.budget().status())
                    .obstacles(records.configuration().llm().model().orElse("default"));
            String now = obstacles.isEmpty() ? "" : "; now " + String.join(", and ", obstacles);
            return new Explanation(State.PARKED, past + now + "; the next run tries again", id(last));
        }
        return head(project)
                .map(head -> news(project, head, seen, next)
                        .map(news -> new Explanation(
                                State.DUE, past + "; " + news + ", so the next run looks at it", id(last)))
                        .orElseGet(
                                () -> new Explanation(State.IDLE, past + "; " + idle(project, seen, last), id(last))))
                .orElseGet(() -> new Explanation(
                        State.DUE, past + "; the repository cannot be read now, so the next run says more", id(last)));
    }

    /** Says what there is to look at, as far as that can be told without the remote. */
    private static Optional<String> news(Project project, String head, ProjectWatermark seen, NextCheck next) {
        if (!head.equals(seen.localHead())) {
            return Optional.of(
                    seen.localHead().isEmpty()
                            ? "its code was not looked at to the end"
                            : "its branch has moved since");
        }
        if (next.isSettled(project, seen, Instant.now())) {
            return Optional.empty();
        }
        return Optional.of(
                seen.tasks().keySet().containsAll(project.tasks())
                        ? "its settings, the model or what is learnt have changed since"
                        : "not every task has looked at it to the end");
    }

    private static String lastRun(RunOverview run) {
        String outcome = run.outcome().map(EventText::outcome).orElse("without an end");
        return "the last run, " + run.run() + ", was " + outcome + (run.reason().isEmpty() ? "" : ": " + run.reason());
    }

    /** Says what the last look came to, unless the last run has said it already. */
    private static String idle(Project project, ProjectWatermark seen, Optional<RunOverview> last) {
        String said = last.map(RunOverview::reason).orElse("");
        String reasons = seen.tasks().values().stream()
                .map(Watermark::reason)
                .filter(reason -> !reason.isEmpty() && !said.contains(reason))
                .findFirst()
                .map(reason -> " (" + reason + ")")
                .orElse("");
        boolean remote = !seen.remoteHead().isEmpty() || project.remote().isPresent();
        return remote
                ? "nothing has changed here since that look" + reasons
                        + ", so nothing happens until somebody commits, unless the remote has moved"
                : "nothing has changed since that look" + reasons + ", so nothing happens until somebody commits";
    }

    /** Returns the local branch's head; nothing if it cannot be read. */
    private static Optional<String> head(Project project) {
        try (GitProject repository = GitProject.open(project)) {
            return Optional.of(repository.localHead(repository.branch()).hex());
        } catch (GitException e) {
            return Optional.empty();
        }
    }

    private static Optional<RunId> id(Optional<RunOverview> run) {
        return run.map(RunOverview::run);
    }
}
