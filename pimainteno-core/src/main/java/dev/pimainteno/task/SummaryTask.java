package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.project.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps {@code codex.md} at the project's root: commands, traps, invariants and the unit's name, and no tour of
 * directories. The model answers with the whole file, or with {@value #UNCHANGED} when the present one still holds.
 *
 * <p>An answer longer than {@link #MAX_BYTES} is not cut, since what a cut leaves may say the opposite; it becomes {@link
 * Proposal.Nothing} with a reason that says how much it was over, as does an answer with control characters. A {@code
 * codex.md} that is no plain file, or that is plainly none of this task's, is left alone. Asks once for each proposal.
 * Immutable; safe for many threads.
 *
 * <p>The prompt is {@code summary.v1}.
 */
public final class SummaryTask implements MaintenanceTask {
    /** How many bytes of UTF-8 the summary may have, its last line feed included. */
    public static final int MAX_BYTES = 2_048;

    /** The word by which the model says that the present summary still holds. */
    public static final String UNCHANGED = "UNCHANGED";

    /** How many tokens of the project's content the model is shown unless said otherwise. */
    public static final int STANDARD_CONTEXT_TOKENS = 12_000;

    private static final int FEWEST_CONTEXT_TOKENS = 4_000;

    /** A longer file was written by people for people. */
    private static final long LARGEST_PRESENT_BYTES = 4L * MAX_BYTES;

    private static final int MOST_ANSWER_BYTES = 64 * 1024;
    private static final int MOST_REASON_BYTES = 4 * 1024;
    private static final String CORRECTION =
            "\nYour earlier answer was refused. The reasons are quoted first below; mend them.\n";

    private final AgreedWord unchanged = new AgreedWord(UNCHANGED);
    private final PromptTemplate template = PromptTemplate.load(
            "summary.v1", "project", "branch", "verify", "service", "max_bytes", "correction", "mark", "digest");
    private final ProjectDigest digest;
    private final int contextTokens;

    /** A task that shows {@value #STANDARD_CONTEXT_TOKENS} tokens of the project. */
    public SummaryTask() {
        this(STANDARD_CONTEXT_TOKENS);
    }

    /**
     * A task that shows as much of the project as is said.
     *
     * @param contextTokens how many tokens the shown content may take, at four bytes each; at least 4,000
     */
    public SummaryTask(int contextTokens) {
        if (contextTokens < FEWEST_CONTEXT_TOKENS) {
            throw new IllegalArgumentException(
                    "a summary needs at least " + FEWEST_CONTEXT_TOKENS + " tokens of context, not " + contextTokens);
        }
        this.digest = new ProjectDigest(contextTokens);
        this.contextTokens = contextTokens;
    }

    @Override
    public Proposal propose(TaskContext context) throws InterruptedException {
        FileTree files = context.snapshot().files();
        Optional<TreeEntry> present = files.entry(Project.SUMMARY_FILE);
        Optional<String> obstacle = present.isPresent() ? obstacle(files, present.get()) : obstacleBelow(files);
        if (obstacle.isPresent()) {
            return Proposal.nothing(obstacle.get());
        }
        String answer = context.llm().complete(request(context)).text();
        if (unchanged.reasonIn(answer).isPresent()) {
            return Proposal.nothing(
                    present.isPresent()
                            ? "the model says that codex.md still holds"
                            : "there is no codex.md, and the model wrote none");
        }
        return proposal(
                files,
                present,
                MarkdownFence.strip(answer).replace("\r\n", "\n").strip() + "\n");
    }

    @Override
    public String version() {
        return template.name() + " " + ProjectDigest.VERSION + " bytes=" + MAX_BYTES + " tokens=" + contextTokens;
    }

    private static Optional<String> obstacle(FileTree files, TreeEntry present) {
        if (!present.mode().isFile()) {
            return Optional.of("codex.md is left alone: it is a " + present.mode());
        }
        if (present.size() > LARGEST_PRESENT_BYTES) {
            return Optional.of(
                    "codex.md is left alone: with " + present.size() + " bytes it is no summary of this kind");
        }
        if (TextFile.decode(files.content(present.path())).isEmpty()) {
            return Optional.of("codex.md is left alone: it is no text in UTF-8");
        }
        return Optional.empty();
    }

    private static Optional<String> obstacleBelow(FileTree files) {
        return files.entries().stream().anyMatch(entry -> entry.path().startsWith(Project.SUMMARY_FILE + "/"))
                ? Optional.of("codex.md is left alone: it is a directory")
                : Optional.empty();
    }

    private LlmRequest request(TaskContext context) {
        List<Quotation> quotations = new ArrayList<>(refusals(context.feedback()));
        quotations.addAll(digest.of(context.snapshot(), List.of(Project.SUMMARY_FILE)));
        Quotations content = Quotations.of(quotations);
        ProjectFacts facts = new ProjectFacts(context.project());
        String prompt = template.render(Map.of(
                "project", facts.name(),
                "branch", VisibleText.cleanLine(context.snapshot().branch(), 200),
                "verify", facts.verify(context.snapshot().files()),
                "service", facts.service(),
                "max_bytes", Integer.toString(MAX_BYTES),
                "correction", context.feedback().isEmpty() ? "" : CORRECTION,
                "mark", content.mark(),
                "digest", content.text()));
        return LlmRequest.of("summary", template.name(), context.project().id(), context.run(), prompt)
                .withMaxAnswerBytes(MOST_ANSWER_BYTES);
    }

    private static List<Quotation> refusals(List<Feedback> feedback) {
        if (feedback.isEmpty()) {
            return List.of();
        }
        List<String> reasons = feedback.get(feedback.size() - 1).reasons();
        String text = VisibleText.clean(String.join("\n", reasons));
        return Quotation.beginning("why your earlier answer was refused", text, MOST_REASON_BYTES).stream()
                .toList();
    }

    private static Proposal proposal(FileTree files, Optional<TreeEntry> present, String summary) {
        byte[] content = summary.getBytes(UTF_8);
        if (summary.isBlank()) {
            return Proposal.nothing("the model wrote an empty codex.md");
        }
        if (content.length > MAX_BYTES) {
            return Proposal.nothing("the model's codex.md was " + (content.length - MAX_BYTES)
                    + " bytes over the limit of " + MAX_BYTES + " and is not used");
        }
        if (VisibleText.holdsControl(summary) || summary.codePoints().anyMatch(VisibleText::isInvisible)) {
            return Proposal.nothing("the model's codex.md held control or invisible characters and is not used");
        }
        if (present.isEmpty()) {
            return Proposal.edits(Edits.of(FileEdit.create(Project.SUMMARY_FILE, FileMode.REGULAR, content)));
        }
        if (Arrays.equals(content, files.content(Project.SUMMARY_FILE))) {
            return Proposal.nothing("the model wrote codex.md as it is");
        }
        FileMode mode = present.get().mode();
        return Proposal.edits(Edits.of(FileEdit.modify(Project.SUMMARY_FILE, mode, content)));
    }
}
