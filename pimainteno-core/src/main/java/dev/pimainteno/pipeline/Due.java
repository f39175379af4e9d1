package dev.pimainteno.pipeline;

import dev.pimainteno.git.Heads;
import dev.pimainteno.git.Remote;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.Watermark;
import dev.pimainteno.learning.ProjectRules;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.task.MaintenanceTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which tasks of a project have something new to look at. A watermark only ever holds the tasks that have looked at the
 * tree of the heads that it names, so equal heads and equal fingerprints mean that there is nothing new.
 */
final class Due {
    private final Project project;
    private final ProjectWatermark seen;
    private final ProjectRules rules;
    private final Map<String, String> fingerprints = new LinkedHashMap<>();

    Due(
            Project project,
            Map<String, MaintenanceTask> tasks,
            LlmIdentity llm,
            ProjectWatermark seen,
            ProjectRules rules) {
        this.project = project;
        this.seen = seen;
        this.rules = rules;
        for (String name : project.tasks()) {
            MaintenanceTask task = tasks.get(name);
            if (task != null) {
                fingerprints.put(name, fingerprint(name, task, llm));
            }
        }
    }

    /** Returns what tasks are told that people have said. */
    List<String> rules() {
        return rules.current();
    }

    /** Returns why there is nothing to look at, if that can be told from the heads alone. */
    Optional<String> idle(Heads heads) {
        boolean sameHeads = heads.local().hex().equals(seen.localHead())
                && remoteHead(heads).equals(seen.remoteHead());
        return sameHeads && isSettled() ? Optional.of(idleReason()) : Optional.empty();
    }

    /** Whether every task has looked to the end with what it has to go by now. */
    boolean isSettled() {
        return fingerprints.entrySet().stream().allMatch(this::isSeen);
    }

    /** Returns the tasks that have not looked at this tree, in order. */
    List<String> tasks(String codeId) {
        return fingerprints.entrySet().stream()
                .filter(task -> !isSeen(task, codeId))
                .map(Map.Entry::getKey)
                .toList();
    }

    String fingerprint(String task) {
        String fingerprint = fingerprints.get(task);
        if (fingerprint == null) {
            throw new IllegalArgumentException("no task '" + task + "' is due");
        }
        return fingerprint;
    }

    /** Returns why nothing is to be done, in the words of the last look. */
    String idleReason() {
        return seen.tasks().values().stream()
                .filter(task -> !task.reason().isEmpty())
                .map(Watermark::reason)
                .distinct()
                .findFirst()
                .map(reason -> "nothing has changed since the last look: " + reason)
                .orElse("nothing has changed since the last look");
    }

    /** Returns the tree without the summary that every task of the last look has looked at; empty if there is no one. */
    String lookedAt() {
        List<String> trees =
                seen.tasks().values().stream().map(Watermark::codeId).distinct().toList();
        return trees.size() == 1 && seen.tasks().keySet().containsAll(project.tasks()) ? trees.get(0) : "";
    }

    static String remoteHead(Heads heads) {
        return heads.remote().map(Remote::head).map(Object::toString).orElse("");
    }

    private boolean isSeen(Map.Entry<String, String> task) {
        Watermark watermark = seen.tasks().get(task.getKey());
        return watermark != null && watermark.fingerprint().equals(task.getValue());
    }

    private boolean isSeen(Map.Entry<String, String> task, String codeId) {
        Watermark watermark = seen.tasks().get(task.getKey());
        return watermark != null && isSeen(task) && watermark.codeId().equals(codeId);
    }

    private String fingerprint(String name, MaintenanceTask task, LlmIdentity llm) {
        List<String> parts = new ArrayList<>(List.of(
                name,
                task.version(),
                llm.toString(),
                project.tasks().toString(),
                project.verify().toString(),
                project.verifyPreset().map(VerifyPreset::word).orElse(""),
                project.verifyTimeout().toString(),
                Boolean.toString(project.verifyNetwork()),
                project.delivery().name(),
                project.summaryCommit().name(),
                project.protectedPaths().toString(),
                project.heldPaths().toString(),
                Boolean.toString(project.modelReview()),
                project.limits().toString(),
                Integer.toString(project.followUp())));
        if (task.heedsRules() && !rules.digest().isEmpty()) {
            parts.add(rules.digest());
        }
        return Digest.sha256(parts);
    }
}
