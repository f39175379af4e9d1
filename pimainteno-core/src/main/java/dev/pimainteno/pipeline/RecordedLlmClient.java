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
import dev.pimainteno.redaction.Redaction;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers the questions of a run as they were answered when it was made. For one replay. */
final class RecordedLlmClient implements LlmClient {
    private final RunId run;
    private final Artifacts artifacts;
    private final Queue<RunEvent> answers = new ArrayDeque<>();
    private final Set<ArtifactName> cut;
    private @Nullable String problem;
    private @Nullable String doubt;

    /**
     * @param events all of the run, in order
     */
    RecordedLlmClient(RunId run, List<RunEvent> events, Artifacts artifacts) {
        this.run = run;
        this.artifacts = artifacts;
        events.stream()
                .filter(event -> event instanceof RunEvent.ModelAnswered || event instanceof RunEvent.ModelFailed)
                .forEach(answers::add);
        this.cut = events.stream()
                .filter(event -> event instanceof RunEvent.ArtifactKept kept && !kept.whole())
                .map(event -> ((RunEvent.ArtifactKept) event).name())
                .collect(Collectors.toSet());
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
            String reply =
                    artifacts.read(run, name).orElseThrow(() -> ended("the answer " + name + " is not kept any more"));
            note(name, reply);
            return LlmResponse.remembered(reply);
        }
        throw ended("the record ends before the answer for '" + request.purpose() + "'");
    }

    private void note(ArtifactName name, String reply) {
        if (doubt == null && cut.contains(name)) {
            doubt = name + " was cut when it was kept";
        } else if (doubt == null && reply.contains(Redaction.HIDDEN)) {
            doubt = name + " was kept without the secrets in it";
        }
    }

    /** Returns what of an answer is not as the model gave it; nothing if all of them are. */
    Optional<String> doubt() {
        return Optional.ofNullable(doubt);
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
