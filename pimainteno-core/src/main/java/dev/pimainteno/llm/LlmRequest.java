package dev.pimainteno.llm;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One question to a language model, with all that caches, budgets and meters need to know of it. Immutable.
 *
 * @param purpose what the answer is for, such as {@code summary}: 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}
 * @param template name and version of the prompt template, such as {@code improve.v1}
 * @param project for whom
 * @param run in which run
 * @param prompt the whole text; not blank
 * @param schema a JSON schema that the answer must follow; null for free text
 * @param timeout how long the answer may take; positive
 * @param maxAnswerBytes how long the answer may be, in UTF-8; positive
 */
public record LlmRequest(
        String purpose,
        String template,
        ProjectId project,
        RunId run,
        String prompt,
        @Nullable String schema,
        Duration timeout,
        int maxAnswerBytes) {
    private static final Duration STANDARD_TIMEOUT = Duration.ofMinutes(10);
    private static final int STANDARD_ANSWER_BYTES = 1 << 20;

    public LlmRequest {
        if (!purpose.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("purpose: 1 to 64 of a-z, 0-9 and '-', not '" + purpose + "'");
        }
        requireNonNull(project, "project");
        requireNonNull(run, "run");
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("the prompt is blank");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, not " + timeout);
        }
        if (maxAnswerBytes < 1) {
            throw new IllegalArgumentException("maxAnswerBytes must be positive, not " + maxAnswerBytes);
        }
    }

    /** Asks for free text of at most 1 MiB within ten minutes. */
    public static LlmRequest of(String purpose, String template, ProjectId project, RunId run, String prompt) {
        return new LlmRequest(purpose, template, project, run, prompt, null, STANDARD_TIMEOUT, STANDARD_ANSWER_BYTES);
    }

    public LlmRequest withPrompt(String prompt) {
        return new LlmRequest(purpose, template, project, run, prompt, schema, timeout, maxAnswerBytes);
    }

    public LlmRequest withSchema(String schema) {
        return new LlmRequest(purpose, template, project, run, prompt, schema, timeout, maxAnswerBytes);
    }

    public LlmRequest withTimeout(Duration timeout) {
        return new LlmRequest(purpose, template, project, run, prompt, schema, timeout, maxAnswerBytes);
    }

    public LlmRequest withMaxAnswerBytes(int maxAnswerBytes) {
        return new LlmRequest(purpose, template, project, run, prompt, schema, timeout, maxAnswerBytes);
    }
}
