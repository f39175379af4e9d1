package dev.pimainteno.learning;

import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A short rule for later changes, with what it rests on. It comes from a person on this machine, or from counting what people
 * here have decided; never from a model or a repository. Immutable.
 *
 * @param ofProject null for all projects
 * @param rule one line of 1 to {@value #LONGEST_RULE} visible characters
 * @param evidence where it comes from, in one line of at most {@value #LONGEST_EVIDENCE} characters
 * @param expires from when on no prompt carries it
 */
public record Learning(
        LearningId id, @Nullable ProjectId ofProject, String rule, String evidence, Instant learned, Instant expires) {
    /** How many characters a rule may have. */
    public static final int LONGEST_RULE = 300;

    /** How many characters its evidence may have. */
    public static final int LONGEST_EVIDENCE = 500;

    public Learning {
        if (rule.isBlank() || rule.length() > LONGEST_RULE || !isOneLine(rule)) {
            throw new IllegalArgumentException("a rule is one line of 1 to " + LONGEST_RULE + " visible characters");
        }
        if (evidence.length() > LONGEST_EVIDENCE || !isOneLine(evidence)) {
            throw new IllegalArgumentException(
                    "the evidence of a rule is one line of at most " + LONGEST_EVIDENCE + " visible characters");
        }
    }

    /**
     * Returns a rule that begins to hold now.
     *
     * @param rule put on one line, without what cannot be seen
     * @param evidence put on one line and cut off at the limit
     * @throws IllegalArgumentException if the rule is blank or too long
     */
    public static Learning of(
            Optional<ProjectId> project, String rule, String evidence, Instant now, Duration validity) {
        String line = line(rule);
        String because = line(evidence);
        return new Learning(
                LearningId.of(project, line),
                project.orElse(null),
                line,
                because.length() <= LONGEST_EVIDENCE ? because : because.substring(0, LONGEST_EVIDENCE - 1) + "…",
                now,
                now.plus(validity));
    }

    /** Returns the project that the rule is for; absent if it is for all. */
    public Optional<ProjectId> project() {
        return Optional.ofNullable(ofProject);
    }

    /** Whether the rule is for a project. */
    public boolean isFor(ProjectId project) {
        return ofProject == null || ofProject.equals(project);
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    /** Returns the rule in other words, under the same name. */
    public Learning withRule(String words) {
        return new Learning(id, ofProject, line(words), evidence, learned, expires);
    }

    /** Returns the rule with another end. */
    public Learning withExpiry(Instant newExpiry) {
        return new Learning(id, ofProject, rule, evidence, learned, newExpiry);
    }

    private static String line(String text) {
        StringBuilder visible = new StringBuilder();
        text.replaceAll("\\s+", " ")
                .strip()
                .codePoints()
                .filter(c -> !isHidden(c))
                .forEach(visible::appendCodePoint);
        return visible.toString().strip();
    }

    private static boolean isOneLine(String text) {
        return text.codePoints().noneMatch(Learning::isHidden);
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> (c >= 0xfe00 && c <= 0xfe0e) || (c >= 0xe0000 && c <= 0xe0fff);
        };
    }
}
