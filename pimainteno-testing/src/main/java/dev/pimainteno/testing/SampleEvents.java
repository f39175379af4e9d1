package dev.pimainteno.testing;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events of runs that never were, for whatever keeps or shows them. */
public final class SampleEvents {
    private static final CommitId HEAD = new CommitId("1".repeat(40));
    private static final TreeId TREE = new TreeId("2".repeat(40));
    private static final long TOKEN = 7;

    private SampleEvents() {}

    /** Returns the opening of a run under the token 7. */
    public static RunEvent.Opened opened(RunId run, ProjectId project, Instant at) {
        return new RunEvent.Opened(
                run, at, project, Trigger.SCHEDULE, DeliveryMode.PUSH, TOKEN, "main", "origin", HEAD, TREE, "clean");
    }

    /** Returns the events of a run with one of every kind that there is. */
    public static List<RunEvent> oneOfEachKind(RunEvent.Opened opened) {
        RunId run = opened.run();
        Instant at = opened.at();
        return List.of(
                opened,
                new RunEvent.Resumed(run, at, opened.token(), "finished: it had been delivered"),
                new RunEvent.TakenUp(run, at, new RunId("20260101-000000-00abcd"), "approve"),
                new RunEvent.RejectionsTold(run, at, List.of("Add a cache: it is fast enough")),
                new RunEvent.PhaseBegan(run, at, Phase.PROPOSE, "improve"),
                new RunEvent.ModelFailed(run, at, 1, "improve", "UNAVAILABLE", "the line is down"),
                new RunEvent.ModelAnswered(
                        run,
                        at,
                        2,
                        "improve",
                        "improve.v1",
                        "f".repeat(64),
                        1_000,
                        20,
                        false,
                        Duration.ofMillis(1_234)),
                new RunEvent.NothingProposed(run, at, "summary", "It is up to date."),
                new RunEvent.PatchRefused(run, at, "improve", List.of("hunk 1: no such lines", "hunk 2: two places")),
                new RunEvent.Applied(run, at, "improve", List.of("modify App.java"), List.of("App.java hunk 1: exact")),
                new RunEvent.RejectedBefore(
                        run,
                        at,
                        "improve",
                        "d".repeat(64),
                        new RunId("20260101-000000-00abcd"),
                        "Add a cache",
                        "it is fast enough"),
                new RunEvent.WaitsAlready(
                        run, at, "improve", "f".repeat(64), new RunId("20260101-000000-00abce"), "Close the stream"),
                new RunEvent.Rebased(run, at, HEAD, TREE),
                new RunEvent.Judged(run, at, "policy", "pass", List.of(), List.of()),
                new RunEvent.ArtifactKept(run, at, new ArtifactName("reply-1.txt"), "e".repeat(64), 1_234, false),
                new RunEvent.Committed(run, at, HEAD, TREE, "Close the stream", List.of("improve")),
                new RunEvent.DeliveryDecided(run, at, DeliveryMode.PUSH, "the project is on delivery = \"push\""),
                new RunEvent.ChangeMoved(run, at, ChangeState.DELIVERED, "pushed"),
                new RunEvent.Delivered(run, at, DeliveryMode.PUSH, true, true, "main is at 1111111111."),
                new RunEvent.Deployed(run, at, true, false, "every deploy command succeeded"),
                new RunEvent.Restarting(run, at, "shop.service", "3".repeat(32)),
                new RunEvent.Served(run, at, "shop.service", true, true, false, "active (running)"),
                new RunEvent.Ended(run, at, RunOutcome.DELIVERED, "One change was delivered."));
    }
}
