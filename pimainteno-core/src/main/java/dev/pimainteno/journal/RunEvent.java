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
     * @param checkout the state of the user's checkout in one phrase, such as {@code clean}
     */
    record Opened(
            RunId run,
            Instant at,
            ProjectId project,
            Trigger trigger,
            DeliveryMode delivery,
            long token,
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
     * @param promptHash SHA-256 of the prompt, in hex
     * @param inputTokens 0 for a remembered answer
     * @param outputTokens 0 for a remembered answer
     */
    record ModelAnswered(
            RunId run,
            Instant at,
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

    /** The model gave no usable answer. */
    record ModelFailed(RunId run, Instant at, String purpose, String reason, String message) implements RunEvent {

        @Override
        public String summary() {
            return "model " + purpose + " failed: " + message;
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
     */
    record Judged(RunId run, Instant at, String gate, String verdict, List<String> evidence) implements RunEvent {
        public Judged {
            evidence = List.copyOf(evidence);
        }

        @Override
        public String summary() {
            return gate + ": " + verdict + (evidence.isEmpty() || verdict.equals("pass") ? "" : ", " + evidence.get(0));
        }
    }

    /** The gated tree became a commit, which nobody else sees yet. */
    record Committed(RunId run, Instant at, CommitId commit, TreeId tree, String subject) implements RunEvent {

        @Override
        public String summary() {
            return "committed: " + subject;
        }
    }

    /**
     * The commit has gone where it was to go, or stayed.
     *
     * @param detail where it went and what became of the checkout, in one sentence
     */
    record Delivered(RunId run, Instant at, DeliveryMode mode, boolean delivered, String detail) implements RunEvent {

        @Override
        public String summary() {
            return word(mode) + ": " + detail;
        }
    }

    /**
     * The deploy commands were run, or were not.
     *
     * @param deployed whether every one succeeded
     * @param detail what went wrong, or why none was run
     */
    record Deployed(RunId run, Instant at, boolean deployed, String detail) implements RunEvent {

        @Override
        public String summary() {
            return "deploy: " + detail;
        }
    }

    /** The service was restarted, or was left alone. */
    record Served(RunId run, Instant at, String service, boolean restarted, String detail) implements RunEvent {

        @Override
        public String summary() {
            return service + ": " + detail;
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
