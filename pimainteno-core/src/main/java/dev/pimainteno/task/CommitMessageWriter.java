package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the message of a commit: subject and body by the model, checked, and trailers that name the run and its tasks.
 * There is always a message: where the model fails or its subject is not usable, the subject is made from the changed
 * paths; where its body is not usable, there is none. Not usable is what is too long, holds control characters, fences or
 * patches, closes issues, switches checks off, says what the change does not show or nobody can know, or does not pass the
 * {@link MessageCheck}. A subject that is not in the imperative mood is put there where that is certain, and is not usable where it
 * is not. Trailers that the model made up are taken out. Asks once. Immutable; safe for many threads.
 *
 * <p>The prompt is {@code commit-message.v1}.
 */
public final class CommitMessageWriter {
    /** How many bytes of UTF-8 a message may have. */
    public static final int MAX_BYTES = 4_096;

    private static final int MOST_DIFF_BYTES = 32 * 1024;
    private static final int MOST_ANSWER_BYTES = 32 * 1024;
    private static final String SCHEMA = """
            {"type":"object","properties":{"subject":{"type":"string"},"body":{"type":"string"}},\
            "required":["subject","body"],"additionalProperties":false}""";

    private final PromptTemplate template = PromptTemplate.load("commit-message.v1", "project", "mark", "material");

    private final MessageCheck check;

    /** A writer that looks for nothing more than is said above. */
    public CommitMessageWriter() {
        this(MessageCheck.none());
    }

    /**
     * A writer with a further look at what the model has written.
     *
     * @param check such as for secrets
     */
    public CommitMessageWriter(MessageCheck check) {
        this.check = check;
    }

    /**
     * Writes a message.
     *
     * @param tasks the names of the tasks whose edits are in the change, in order; may be empty
     * @param diff the change as a unified diff; the model sees its first 32 KiB
     * @param paths the paths that the change touches; not empty
     * @throws InterruptedException if the caller is interrupted while the model is asked
     */
    public CommitMessage write(
            Project project, RunId run, LlmClient llm, List<String> tasks, String diff, List<String> paths)
            throws InterruptedException {
        String fallback = PathSubject.of(paths);
        Trailers trailers = new Trailers(run, tasks);
        String answer;
        try {
            answer = llm.complete(request(project, run, diff)).text();
        } catch (LlmException e) {
            return new CommitMessage(
                    trailers.under(fallback, ""), false, "the model wrote no commit message: " + e.getMessage());
        }
        ShownChange shown = ShownChange.of(project.id().value(), diff, paths);
        return DraftMessage.parse(answer)
                .map(draft -> checked(draft, shown, fallback, trailers))
                .orElseGet(() -> new CommitMessage(
                        trailers.under(fallback, ""), false, "the model's commit message could not be read"));
    }

    /**
     * Looks at a message again after its change has become another one: what the new one does not show is taken out. Asks
     * nobody.
     *
     * @param message as it was written, trailers included; those stay as they are
     * @param diff the new change as a unified diff
     * @param paths the paths that the new change touches; not empty
     */
    public CommitMessage revise(Project project, String message, String diff, List<String> paths) {
        String written = message.strip();
        int trailers = Math.max(written.lastIndexOf("\n\n"), 0);
        String kept = written.substring(trailers).strip() + "\n";
        String words = written.substring(0, trailers);
        String subject = words.lines().findFirst().orElse("");
        String body = words.substring(subject.length()).strip();
        ShownChange shown = ShownChange.of(project.id().value(), diff, paths);
        Optional<String> problem = problemOfContent(subject, shown);
        if (subject.isEmpty() || problem.isPresent()) {
            return new CommitMessage(
                    PathSubject.of(paths) + "\n\n" + kept,
                    false,
                    "the subject " + problem.orElse("is missing") + " and is not used for the edited change");
        }
        return problemOfContent(body, shown)
                .map(text -> new CommitMessage(
                        subject + "\n\n" + kept, true, "the body " + text + " and is not used for the edited change"))
                .orElseGet(() -> new CommitMessage(message, true, ""));
    }

    /** Returns what a message depends on besides the change: the version of the prompt. */
    public String version() {
        return template.name();
    }

    private LlmRequest request(Project project, RunId run, String diff) {
        Quotations material = Quotations.of(
                Quotation.beginning("the change as a unified diff", VisibleText.clean(diff), MOST_DIFF_BYTES).stream()
                        .toList());
        String prompt = template.render(Map.of(
                "project", new ProjectFacts(project).name(), "mark", material.mark(), "material", material.text()));
        return LlmRequest.of("commit-message", template.name(), project.id(), run, prompt)
                .withSchema(SCHEMA)
                .withMaxAnswerBytes(MOST_ANSWER_BYTES);
    }

    private CommitMessage checked(DraftMessage draft, ShownChange shown, String fallback, Trailers trailers) {
        String written = MessageRules.tidySubject(draft.subject());
        ImperativeMood.Result mood = ImperativeMood.look(written);
        String subject = mood.subject();
        Optional<String> problem =
                MessageRules.problemOfSubject(written).or(mood::problem).or(() -> problemOfContent(subject, shown));
        if (problem.isPresent()) {
            return new CommitMessage(
                    trailers.under(fallback, ""), false, "the model's subject " + problem.get() + " and is not used");
        }
        String mended = subject.equals(written) ? "" : "the model's subject was put into the imperative mood";
        String body = MessageRules.tidyBody(draft.body());
        String message = trailers.under(subject, body);
        Optional<String> bodyProblem = message.getBytes(UTF_8).length > MAX_BYTES
                ? Optional.of("is longer than " + MAX_BYTES + " bytes")
                : MessageRules.problemOfBody(body).or(() -> problemOfContent(body, shown));
        return bodyProblem
                .map(text -> new CommitMessage(
                        trailers.under(subject, ""), true, "the model's body " + text + " and is not used"))
                .orElseGet(() -> new CommitMessage(message, true, mended));
    }

    private Optional<String> problemOfContent(String text, ShownChange shown) {
        return check.problem(text).or(() -> MessageClaims.problem(text.replaceAll("\\s+", " "), shown));
    }

    /** The last paragraph of a message, which says where the commit comes from. */
    private record Trailers(RunId run, List<String> tasks) {

        String under(String subject, String body) {
            StringBuilder message = new StringBuilder(subject).append("\n\n");
            if (!body.isEmpty()) {
                message.append(body).append("\n\n");
            }
            message.append(RunId.TRAILER).append(": ").append(run).append('\n');
            if (!tasks.isEmpty()) {
                message.append("Pimainteno-Task: ")
                        .append(VisibleText.cleanLine(String.join(", ", tasks), 200))
                        .append('\n');
            }
            return message.toString();
        }
    }
}
