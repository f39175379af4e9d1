package dev.pimainteno.task;

import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.project.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks the model for one minimal improvement as a unified diff. The model may answer {@value #NOTHING_WORTH_DOING} instead,
 * which becomes {@link Proposal.Nothing} with the reason that it gives. After a refusal it asks for a whole corrected diff,
 * with the refused one and the reasons. Asks once for each proposal. Immutable; safe for many threads.
 *
 * <p>The prompts are {@code improve.v2} and {@code repair.v2}.
 */
public final class ImproveTask implements MaintenanceTask {
    /** The word by which the model says that no improvement is worth a commit. */
    public static final String NOTHING_WORTH_DOING = "NOTHING_WORTH_DOING";

    /** How many tokens of the project's content the model is shown unless said otherwise. */
    public static final int STANDARD_CONTEXT_TOKENS = 24_000;

    private static final int MOST_REPLY_BYTES = 32 * 1024;
    private static final int MOST_REASON_BYTES = 12 * 1024;
    private static final int LONGEST_RULE = 300;
    private static final String RULES = "wishes of the maintainers";
    private static final Pattern FILE_HEADER =
            Pattern.compile("^(?:---|\\+\\+\\+) (?:[ab]/)?([^\\t\\r\\n]+)", Pattern.MULTILINE);

    private final AgreedWord nothing = new AgreedWord(NOTHING_WORTH_DOING);
    private final PromptTemplate improve = PromptTemplate.load(
            "improve.v2", "project", "branch", "verify", "protected", "max_files", "max_lines", "mark", "digest");
    private final PromptTemplate repair = PromptTemplate.load(
            "repair.v2",
            "project",
            "branch",
            "verify",
            "protected",
            "max_files",
            "max_lines",
            "problem",
            "mark",
            "material");
    private final ProjectDigest digest;
    private final int contextTokens;

    /** A task that shows {@value #STANDARD_CONTEXT_TOKENS} tokens of the project. */
    public ImproveTask() {
        this(STANDARD_CONTEXT_TOKENS);
    }

    /**
     * A task that shows as much of the project as is said.
     *
     * @param contextTokens how many tokens the shown content may take, at four bytes each; at least 500
     */
    public ImproveTask(int contextTokens) {
        this.digest = new ProjectDigest(contextTokens);
        this.contextTokens = contextTokens;
    }

    @Override
    public Proposal propose(TaskContext context) throws InterruptedException {
        LlmRequest request = context.feedback().isEmpty() ? improvement(context) : correction(context);
        String reply = context.llm().complete(request).text();
        Optional<String> reason = nothing.reasonIn(reply);
        if (reason.isEmpty()) {
            return Proposal.reply(reply);
        }
        return Proposal.nothing(
                reason.get().isEmpty()
                        ? "the model found nothing worth doing and gave no reason"
                        : "the model found nothing worth doing: " + reason.get());
    }

    @Override
    public String version() {
        return improve.name() + " " + repair.name() + " " + ProjectDigest.VERSION + " tokens=" + contextTokens;
    }

    @Override
    public boolean heedsRules() {
        return true;
    }

    private LlmRequest improvement(TaskContext context) {
        List<Quotation> shown = new ArrayList<>(rules(context));
        turnedDown(context).ifPresent(shown::add);
        shown.addAll(digest.of(context.snapshot(), List.of()));
        Quotations content = Quotations.of(shown);
        Map<String, String> values = facts(context, "mark", content.mark(), "digest", content.text());
        return LlmRequest.of("improve", improve.name(), context.project().id(), context.run(), improve.render(values));
    }

    private LlmRequest correction(TaskContext context) {
        Feedback latest = context.feedback().get(context.feedback().size() - 1);
        List<Quotation> material = new ArrayList<>(rules(context));
        if (!latest.reply().isBlank()) {
            excerpt("your earlier answer, which was refused", latest.reply(), MOST_REPLY_BYTES)
                    .ifPresent(material::add);
        }
        excerpt("why it was refused", String.join("\n", latest.reasons()), MOST_REASON_BYTES)
                .ifPresent(material::add);
        earlierReasons(context.feedback()).ifPresent(material::add);
        turnedDown(context).ifPresent(material::add);
        material.addAll(digest.of(context.snapshot(), pathsIn(latest.reply())));
        Quotations quotations = Quotations.of(material);
        Map<String, String> values = facts(context, "mark", quotations.mark(), "material", quotations.text());
        values.put("problem", problem(latest.kind()));
        return LlmRequest.of("repair", repair.name(), context.project().id(), context.run(), repair.render(values));
    }

    /** The title is none that a file's content can have, and the marks around it are in no file. */
    private static List<Quotation> rules(TaskContext context) {
        String lines = context.rules().stream()
                .map(rule -> "- " + VisibleText.cleanLine(rule, LONGEST_RULE) + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? List.of() : List.of(new Quotation(RULES, lines));
    }

    private static Map<String, String> facts(TaskContext context, String... more) {
        Project project = context.project();
        ProjectFacts facts = new ProjectFacts(project);
        Map<String, String> values = new HashMap<>();
        values.put("project", facts.name());
        values.put("branch", VisibleText.cleanLine(context.snapshot().branch(), 200));
        values.put("verify", facts.verify(context.snapshot().files()));
        values.put("protected", facts.protectedPaths());
        values.put("max_files", Integer.toString(project.limits().files()));
        values.put("max_lines", Integer.toString(project.limits().lines()));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return values;
    }

    private static String problem(Feedback.Kind kind) {
        return switch (kind) {
            case NOT_APPLICABLE ->
                "The diff could not be applied: some of it does not stand in the files as you wrote it,"
                        + " or in more than one place.";
            case GATE_FAILED -> "The diff could be applied, but the changed project did not pass a check.";
        };
    }

    /** What went wrong before the latest attempt, so that a mended mistake does not come back. */
    private static Optional<Quotation> earlierReasons(List<Feedback> feedback) {
        List<String> reasons = feedback.subList(0, feedback.size() - 1).stream()
                .flatMap(earlier -> earlier.reasons().stream())
                .map(reason -> VisibleText.cleanLine(reason, 300))
                .distinct()
                .toList();
        return reasons.isEmpty()
                ? Optional.empty()
                : excerpt("why still earlier answers were refused", String.join("\n", reasons), MOST_REASON_BYTES / 4);
    }

    /** What people did not want, so that no answer is wasted on it. */
    private static Optional<Quotation> turnedDown(TaskContext context) {
        List<String> lines = context.turnedDown().stream()
                .map(line -> "- " + VisibleText.cleanLine(line, 300))
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : excerpt(
                        "changes that the maintainer has turned down, and why: propose none of them again",
                        String.join("\n", lines),
                        MOST_REASON_BYTES / 4);
    }

    private static Optional<Quotation> excerpt(String title, String text, int maxBytes) {
        return Quotation.beginning(title, VisibleText.clean(text), maxBytes);
    }

    /** The files that the refused diff names are the ones that the model has to see, whole. */
    private static Set<String> pathsIn(String reply) {
        Set<String> paths = new LinkedHashSet<>();
        FILE_HEADER
                .matcher(reply)
                .results()
                .map((MatchResult header) -> header.group(1).strip())
                .forEach(paths::add);
        return paths;
    }
}
