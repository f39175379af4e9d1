package dev.pimainteno.pipeline;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.project.RunId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Answers the questions of a run as they were answered when it was made. For one replay. */
final class RecordedLlmClient implements LlmClient {
    private final RunId run;
    private final Artifacts artifacts;
    private final Queue<RunEvent> answers = new ArrayDeque<>();
    private @Nullable String problem;

    /**
     * @param events all of the run, in order
     */
    RecordedLlmClient(RunId run, List<RunEvent> events, Artifacts artifacts) {
        this.run = run;
        this.artifacts = artifacts;
        events.stream()
                .filter(event -> event instanceof RunEvent.ModelAnswered || event instanceof RunEvent.ModelFailed)
                .forEach(answers::add);
    }

    @Override
    public LlmResponse complete(LlmRequest request) {
        RunEvent recorded = answers.poll();
        if (recorded instanceof RunEvent.ModelFailed failed) {
            throw new LlmException(Reason.valueOf(failed.reason()), failed.message(), null);
        }
        if (recorded instanceof RunEvent.ModelAnswered answered) {
            if (!answered.promptHash().equals(Digest.sha256(request.prompt()))) {
                throw ended("question " + answered.question() + " (" + request.purpose()
                        + ") is another one now than when the run was made");
            }
            ArtifactName name = new ArtifactName("reply-" + answered.question() + ".txt");
            return artifacts
                    .read(run, name)
                    .map(LlmResponse::remembered)
                    .orElseThrow(() -> ended("the answer " + name + " is not kept any more"));
        }
        throw ended("the record ends before the answer for '" + request.purpose() + "'");
    }

    /** Returns why a question could not be answered from the record; nothing if each one could. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private LlmException ended(String why) {
        problem = why;
        return new LlmException(Reason.UNAVAILABLE, why, null);
    }

    @Override
    public LlmIdentity identity() {
        return new LlmIdentity("recorded", run.value(), "");
    }
}
