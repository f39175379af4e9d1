package dev.pimainteno.journal;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Something that happened in a run. The ordered events of a run are its journal. All events are immutable. */
public sealed interface RunEvent {

    RunId run();

    /** Returns when it happened, by the wall clock. */
    Instant at();

    /**
     * Returns what happened in one sentence, without the project's name. Holds what repositories, models and services have
     * said: data from outside, possibly with control characters.
     */
    String summary();

    /**
     * The project was claimed and looked at.
     *
     * @param token the claim's fencing token
     * @param branch the short name of the branch under maintenance
     * @param remote the name of the remote in play; empty if none is
     * @param head the commit that a change is made for
     * @param checkout the state of the user's checkout in one phrase, such as {@code clean}
     */
    record Opened(
            RunId run,
            Instant at,
            ProjectId project,
            Trigger trigger,
            DeliveryMode delivery,
            long token,
            String branch,
            String remote,
            CommitId head,
            TreeId tree,
            String checkout)
            implements RunEvent {

        @Override
        public String summary() {
            return "open " + head.abbreviated() + ", checkout " + checkout;
        }
    }

    /**
     * The run, which its holder had left without an end, was taken over to be finished or unwound.
     *
     * @param token the new claim's fencing token
     * @param decision what is done with it, in one sentence
     */
    record Resumed(RunId run, Instant at, long token, String decision) implements RunEvent {

        @Override
        public String summary() {
            return "resumed: " + decision;
        }
    }

    /**
     * A phase is about to act.
     *
     * @param detail what it acts on, such as a task's name; may be empty
     */
    record PhaseBegan(RunId run, Instant at, Phase phase, String detail) implements RunEvent {

        @Override
        public String summary() {
            return (word(phase) + " " + detail.toLowerCase(Locale.ROOT)).strip();
        }
    }

    /**
     * The model answered, now or earlier.
     *
     * @param question its number in the run, from 1; the prompt and the answer are kept as artifacts of that number
     * @param promptHash SHA-256 of the prompt, in hex
     * @param inputTokens 0 for a remembered answer
     * @param outputTokens 0 for a remembered answer
     */
    record ModelAnswered(
            RunId run,
            Instant at,
            int question,
            String purpose,
            String template,
            String promptHash,
            long inputTokens,
            long outputTokens,
            boolean remembered,
            Duration elapsed)
            implements RunEvent {

        @Override
        public String summary() {
            return remembered
                    ? "model " + purpose + ": remembered"
                    : String.format(
                            Locale.ROOT,
                            "model %s: %,d tokens in, %,d out, %.1f s",
                            purpose,
                            inputTokens,
                            outputTokens,
                            elapsed.toMillis() / 1000.0);
        }
    }

    /**
     * The model gave no usable answer, or was not asked.
     *
     * @param question its number in the run, from 1
     */
    record ModelFailed(RunId run, Instant at, int question, String purpose, String reason, String message)
            implements RunEvent {
        private static final Set<String> NOT_ASKED = Set.of("OVER_BUDGET", "PARKED", "REPEATED");
        private static final Set<String> NOT_REACHED = Set.of("NOT_INSTALLED", "NOT_SIGNED_IN");

        /** Whether the question was put to the model, rather than held back. */
        public boolean wasAsked() {
            return !NOT_ASKED.contains(reason);
        }

        /** Whether a model may have seen the question: then it counts as a call. */
        public boolean mayHaveReachedModel() {
            return wasAsked() && !NOT_REACHED.contains(reason);
        }

        @Override
        public String summary() {
            return "model " + purpose + (wasAsked() ? " failed: " : ": ") + message;
        }
    }

    /** A task has found nothing to do. */
    record NothingProposed(RunId run, Instant at, String task, String reason) implements RunEvent {

        @Override
        public String summary() {
            return task + ": " + reason;
        }
    }

    /**
     * A proposal became a tree.
     *
     * @param files one line for each edited file
     * @param hunks one line for each hunk: where it was placed and how
     */
    record Applied(RunId run, Instant at, String task, List<String> files, List<String> hunks) implements RunEvent {
        public Applied {
            files = List.copyOf(files);
            hunks = List.copyOf(hunks);
        }

        @Override
        public String summary() {
            return task + ": " + String.join(", ", files);
        }
    }

    /** A proposal did not become a tree. */
    record PatchRefused(RunId run, Instant at, String task, List<String> reasons) implements RunEvent {
        public PatchRefused {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String summary() {
            return task + " refused: " + String.join("; ", reasons);
        }
    }

    /**
     * A gate has judged.
     *
     * @param verdict {@code pass}, {@code fail} or {@code unknown}
     * @param reservations why a person should look at a change that passed
     */
    record Judged(RunId run, Instant at, String gate, String verdict, List<String> evidence, List<String> reservations)
            implements RunEvent {
        public Judged {
            evidence = List.copyOf(evidence);
            reservations = List.copyOf(reservations);
        }

        @Override
        public String summary() {
            List<String> told = verdict.equals("pass") ? reservations : evidence;
            String but = verdict.equals("pass") ? ", but " : ", ";
            return gate + ": " + verdict + (told.isEmpty() ? "" : but + told.get(0));
        }
    }

    /**
     * The gated tree became a commit, which nobody else sees yet.
     *
     * @param subject the first line of its message
     * @param codeTasks the tasks whose edits touch more than the summary
     */
    record Committed(RunId run, Instant at, CommitId commit, TreeId tree, String subject, List<String> codeTasks)
            implements RunEvent {
        public Committed {
            codeTasks = List.copyOf(codeTasks);
        }

        @Override
        public String summary() {
            return "committed: " + subject;
        }
    }

    /**
     * The run takes up a change that another run has made and that waits for a person.
     *
     * @param item the run that made it
     * @param decision what the person wants, such as {@code approve}
     */
    record TakenUp(RunId run, Instant at, RunId item, String decision) implements RunEvent {
        /** The decision to put another change in its place. */
        public static final String EDIT = "edit";

        @Override
        public String summary() {
            return decision + " the change of " + item;
        }
    }

    /**
     * The branch has moved, and the change is made anew on its head; or it did not pass there, and is the one again that it
     * was before.
     *
     * @param head the commit that it is made for now
     * @param tree that commit's tree
     */
    record Rebased(RunId run, Instant at, CommitId head, TreeId tree) implements RunEvent {

        @Override
        public String summary() {
            return "rebase on " + head.abbreviated();
        }
    }

    /**
     * The tasks are told what people have turned down.
     *
     * @param rejections a line each
     */
    record RejectionsTold(RunId run, Instant at, List<String> rejections) implements RunEvent {
        public RejectionsTold {
            rejections = List.copyOf(rejections);
        }

        @Override
        public String summary() {
            return "turned down before: " + String.join("; ", rejections);
        }
    }

    /**
     * The proposal is one that a person has turned down.
     *
     * @param fingerprint what it was known by
     * @param item the run that had made it then
     * @param subject what it was to do
     * @param reason why it was turned down
     */
    record RejectedBefore(
            RunId run, Instant at, String task, String fingerprint, RunId item, String subject, String reason)
            implements RunEvent {

        @Override
        public String summary() {
            return task + " proposes what was turned down in " + item + ": " + reason;
        }
    }

    /**
     * The proposal is one that waits for a person already.
     *
     * @param fingerprint what it is known by
     * @param item the run whose change waits
     * @param subject what that is to do
     */
    record WaitsAlready(RunId run, Instant at, String task, String fingerprint, RunId item, String subject)
            implements RunEvent {

        @Override
        public String summary() {
            return task + " proposes what waits for review in " + item + ": " + subject;
        }
    }

    /**
     * It is decided how far the change may go.
     *
     * @param because what decided it, in one sentence
     */
    record DeliveryDecided(RunId run, Instant at, DeliveryMode mode, String because) implements RunEvent {

        @Override
        public String summary() {
            return word(mode) + ", because " + because;
        }
    }

    /**
     * The commit has gone where it was to go, or stayed.
     *
     * @param inPlace whether the user's checkout is at the commit
     * @param detail where it went and what became of the checkout, in one sentence
     */
    record Delivered(RunId run, Instant at, DeliveryMode mode, boolean delivered, boolean inPlace, String detail)
            implements RunEvent {

        @Override
        public String summary() {
            return word(mode) + ": " + detail;
        }
    }

    /**
     * The deploy commands were run, or were not.
     *
     * @param deployed whether every one succeeded
     * @param leftAlone whether none was run because none was to be
     * @param detail what went wrong, or why none was run
     */
    record Deployed(RunId run, Instant at, boolean deployed, boolean leftAlone, String detail) implements RunEvent {

        @Override
        public String summary() {
            return "deploy: " + detail;
        }
    }

    /**
     * The service is about to be restarted.
     *
     * @param invocation systemd's name for the service's run before the restart; empty if it was not running
     */
    record Restarting(RunId run, Instant at, String service, String invocation) implements RunEvent {

        @Override
        public String summary() {
            return "restart " + service;
        }
    }

    /**
     * The service was restarted, could not be, or was left alone.
     *
     * @param up whether it was restarted and is up
     * @param leftAlone whether it was not restarted because it was not to be
     * @param detail its state, or why it was not restarted
     */
    record Served(
            RunId run, Instant at, String service, boolean restarted, boolean up, boolean leftAlone, String detail)
            implements RunEvent {

        @Override
        public String summary() {
            return service + ": " + detail;
        }
    }

    /**
     * Something that the run worked on was kept as a file beside the journal.
     *
     * @param sha256 digest of what was kept, in hex
     * @param bytes how many bytes were kept
     * @param whole whether that is all there was
     */
    record ArtifactKept(RunId run, Instant at, ArtifactName name, String sha256, long bytes, boolean whole)
            implements RunEvent {

        @Override
        public String summary() {
            return String.format(Locale.ROOT, "kept %s, %,d bytes%s", name, bytes, whole ? "" : ", cut");
        }
    }

    /**
     * The run's change has come to another state.
     *
     * @param reason why, in one sentence; may be empty
     */
    record ChangeMoved(RunId run, Instant at, ChangeState state, String reason) implements RunEvent {

        @Override
        public String summary() {
            return "change " + word(state) + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** The run is over. */
    record Ended(RunId run, Instant at, RunOutcome outcome, String reason) implements RunEvent {

        @Override
        public String summary() {
            return word(outcome) + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
