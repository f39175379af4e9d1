package dev.pimainteno.learning;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.redaction.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Draws rules from what people have decided, by counting and quoting alone: the reason of a rejection in the words of the
 * person who gave it, and a file whose changes were rejected again and again. The same decisions lead to the same rules.
 * Immutable.
 */
public final class Derivation {
    /** How many rejections make a file one to leave alone. */
    static final int REPEATED = 3;

    private static final int MOST_RUNS_NAMED = 5;
    /** Other names could be sentences, and a sentence of a repository's is no rule. */
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9._/+-]{1,120}");

    private final Duration validity;
    private final Redaction redaction;

    private Derivation(Duration validity, Redaction redaction) {
        this.validity = validity;
        this.redaction = redaction;
    }

    /**
     * Returns a derivation.
     *
     * @param validity how long its rules hold; positive
     * @param redaction what is taken out of a person's words
     */
    public static Derivation of(Duration validity, Redaction redaction) {
        return new Derivation(validity, redaction);
    }

    /**
     * Returns the rules that a rejection leads to.
     *
     * @param rejected the change that was rejected just now
     * @param outcomes of its project, itself included, the newest first
     */
    public List<Learning> rules(ChangeOutcome rejected, List<ChangeOutcome> outcomes) {
        List<Learning> rules = new ArrayList<>();
        words(rejected).ifPresent(rules::add);
        for (String path : rejected.paths()) {
            List<String> runs = outcomes.stream()
                    .filter(outcome -> outcome.word() == ChangeOutcome.Word.REJECTED)
                    .filter(outcome -> outcome.paths().contains(path))
                    .map(outcome -> outcome.run().value())
                    .toList();
            if (runs.size() >= REPEATED && PLAIN_PATH.matcher(path).matches()) {
                repeated(rejected.project(), path, runs, rejected.at()).ifPresent(rules::add);
            }
        }
        return rules;
    }

    private Optional<Learning> words(ChangeOutcome rejected) {
        String said = redaction.apply(rejected.reason()).strip();
        return learning(
                rejected.project(),
                said,
                "said when the change of the run " + rejected.run() + " was rejected",
                rejected.at());
    }

    private Optional<Learning> repeated(ProjectId project, String path, List<String> runs, Instant at) {
        String named = runs.stream().limit(MOST_RUNS_NAMED).collect(Collectors.joining(", "));
        return learning(
                project,
                "Leave " + path + " alone: changes of it were rejected again and again.",
                "rejected " + REPEATED + " times or more: " + named,
                at);
    }

    /** What is no rule, because it is blank or too long, is left to be added by hand. */
    private Optional<Learning> learning(ProjectId project, String rule, String evidence, Instant at) {
        try {
            return Optional.of(Learning.of(Optional.of(project), rule, evidence, at, validity));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
