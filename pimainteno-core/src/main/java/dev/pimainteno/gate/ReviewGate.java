package dev.pimainteno.gate;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.project.Project;
import dev.pimainteno.task.ChangeReviewer;
import dev.pimainteno.task.ReviewOpinion;
import java.util.List;

/**
 * Has a second question to the model judge the change that the first one made, with nothing of the first in sight. Approved passes, concerns are
 * reservations, rejected fails; an answer that is not one of the three, or none, is unknown. Never the only gate: what a model says can be
 * talked into it by the change itself, so that it may only add to what the others found. A change to the summary alone is not asked about. Immutable; safe for many threads.
 */
public final class ReviewGate implements Gate {
    /** Under which a pipeline asks this gate. */
    public static final String NAME = ChangeReviewer.PURPOSE;

    private static final int MOST_DIFF_CHARACTERS = 128 * 1024;

    private final ChangeReviewer reviewer = new ChangeReviewer();

    @Override
    public Verdict check(Candidate candidate) throws InterruptedException {
        List<FileEdit> files = candidate.edits().files();
        if (files.stream()
                .allMatch(edit -> edit.path().equals(Project.SUMMARY_FILE)
                        && edit.before().stream().allMatch(Project.SUMMARY_FILE::equals))) {
            return Verdict.pass("only " + Project.SUMMARY_FILE + " changed: no model was asked");
        }
        if (candidate.llm().isEmpty()) {
            return Verdict.unknown("there is no language model to review the change");
        }
        String diff = ChangeText.of(files, candidate.base());
        if (diff.length() > MOST_DIFF_CHARACTERS) {
            return Verdict.unknown("the change is too long for a review: " + diff.length() + " characters, at most "
                    + MOST_DIFF_CHARACTERS);
        }
        try {
            return reviewer.review(
                            candidate.project(),
                            candidate.run(),
                            candidate.llm().get(),
                            diff)
                    .map(ReviewGate::verdict)
                    .orElseGet(() -> Verdict.unknown("the model's review is none of approve, concerns and reject"));
        } catch (LlmException e) {
            return Verdict.unknown("the model gave no review: " + e.getMessage());
        }
    }

    private static Verdict verdict(ReviewOpinion opinion) {
        return switch (opinion.word()) {
            case APPROVE -> new Verdict.Pass(List.of("the model approves"));
            case CONCERNS -> new Verdict.Pass(List.of("the model has concerns"), opinion.reasons());
            case REJECT -> new Verdict.Fail(opinion.reasons());
        };
    }
}
