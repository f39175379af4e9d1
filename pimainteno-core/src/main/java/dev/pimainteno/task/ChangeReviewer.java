package dev.pimainteno.task;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a model what it thinks of a change. The model sees the change and the project's name, quoted, and nothing of how the change came
 * about. Asks once. Immutable; safe for many threads.
 *
 * <p>The prompt is {@code review.v1}.
 */
public final class ChangeReviewer {
    /** What the questions are for. */
    public static final String PURPOSE = "review";

    private static final int MOST_ANSWER_BYTES = 32 * 1024;

    private final PromptTemplate template = PromptTemplate.load("review.v1", "project", "mark", "material");

    /**
     * Asks for a review.
     *
     * @param diff the whole change as a unified diff
     * @return the opinion; absent if the answer is not what was asked for
     * @throws dev.pimainteno.llm.LlmException if there is no answer
     * @throws InterruptedException if the caller is interrupted while the model is asked
     */
    public Optional<ReviewOpinion> review(Project project, RunId run, LlmClient llm, String diff)
            throws InterruptedException {
        Quotations material =
                Quotations.of(List.of(new Quotation("the change as a unified diff", VisibleText.clean(diff))));
        String prompt = template.render(Map.of(
                "project", new ProjectFacts(project).name(), "mark", material.mark(), "material", material.text()));
        LlmRequest request = LlmRequest.of(PURPOSE, template.name(), project.id(), run, prompt)
                .withSchema(ReviewAnswer.SCHEMA)
                .withMaxAnswerBytes(MOST_ANSWER_BYTES);
        return ReviewAnswer.parse(llm.complete(request).text());
    }
}
