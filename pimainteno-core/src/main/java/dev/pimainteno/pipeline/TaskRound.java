package dev.pimainteno.pipeline;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.gate.Candidate;
import dev.pimainteno.gate.Gate;
import dev.pimainteno.gate.Reservation;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.gate.Workspace;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.WorkTree;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.patch.HunkPlacement;
import dev.pimainteno.patch.PatchEngine;
import dev.pimainteno.patch.PatchResult;
import dev.pimainteno.project.Project;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.review.Reservations;
import dev.pimainteno.task.Feedback;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.Proposal;
import dev.pimainteno.task.TaskContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one task through propose, apply and gate. Each change that gets to the gates is kept as {@code proposal-N.diff}, and
 * what commands printed of it as {@code verify-N.txt}. After a reply that does not apply, and after a gate that fails, the task
 * is asked again, once for each of the two.
 */
final class TaskRound {
    private final Project project;
    private final Snapshot snapshot;
    private final PrivateRepository repository;
    private final WorkTree workTree;
    private final Map<String, Gate> gates;
    private final Repetition repetition;
    private final PatchEngine engine;
    private final LlmClient llm;
    private final ProposalMemory memory;
    private final RunLog log;
    private final List<String> rules;

    TaskRound(
            Project project,
            Snapshot snapshot,
            PrivateRepository repository,
            WorkTree workTree,
            Map<String, Gate> gates,
            Repetition repetition,
            LlmClient llm,
            ProposalMemory memory,
            RunLog log,
            List<String> rules) {
        this.project = project;
        this.snapshot = snapshot;
        this.repository = repository;
        this.workTree = workTree;
        this.gates = gates;
        this.repetition = repetition;
        this.engine = PatchEngine.create();
        this.llm = llm;
        this.memory = memory;
        this.log = log;
        this.rules = List.copyOf(rules);
    }

    TaskResult run(String name, MaintenanceTask task, Work work) throws InterruptedException {
        List<Feedback> feedback = new ArrayList<>();
        Set<Feedback.Kind> asked = EnumSet.noneOf(Feedback.Kind.class);
        while (true) {
            Attempt attempt = attempt(name, task, work, feedback);
            if (attempt.result().isPresent()) {
                return attempt.result().get();
            }
            Feedback refusal = attempt.refusal().orElseThrow();
            feedback.add(refusal);
            if (!asked.add(refusal.kind())) {
                return new TaskResult.Rejected(rejection(name, refusal), refusal.reasons());
            }
        }
    }

    /** Takes edits that are there already through apply and gate. */
    TaskResult given(String name, Edits edits, Work work) throws InterruptedException {
        log.begin(Phase.APPLY, name);
        Attempt attempt = edited(name, "", edits, List.of(), work, List.of(), false);
        return attempt.result().orElseGet(() -> {
            Feedback refusal = attempt.refusal().orElseThrow();
            return new TaskResult.Rejected(rejection(name, refusal), refusal.reasons());
        });
    }

    /** Either a result, or a refusal to tell the task about. */
    private record Attempt(Optional<TaskResult> result, Optional<Feedback> refusal) {
        static Attempt ended(TaskResult result) {
            return new Attempt(Optional.of(result), Optional.empty());
        }

        static Attempt refused(Feedback.Kind kind, String reply, List<String> reasons) {
            return new Attempt(Optional.empty(), Optional.of(new Feedback(kind, reply, reasons)));
        }
    }

    private Attempt attempt(String name, MaintenanceTask task, Work work, List<Feedback> feedback)
            throws InterruptedException {
        log.begin(Phase.PROPOSE, feedback.isEmpty() ? name : name + ", asked again");
        Proposal proposal;
        try {
            proposal = task.propose(new TaskContext(
                    project, log.run(), snapshot.withFiles(work.files()), llm, rules, feedback, memory.notes()));
        } catch (LlmException e) {
            if (e.reason() == LlmException.Reason.REPEATED && e.availableAt().isEmpty()) {
                return Attempt.ended(new TaskResult.Rejected(String.valueOf(e.getMessage()), List.of()));
            }
            throw e;
        }
        if (proposal instanceof Proposal.Nothing nothing) {
            return Attempt.ended(nothing(name, nothing.reason(), feedback));
        }
        log.begin(Phase.APPLY, name);
        String reply = "";
        Edits own;
        List<HunkPlacement> hunks = List.of();
        if (proposal instanceof Proposal.Reply words) {
            reply = words.text();
            PatchResult result = engine.read(reply, work.files());
            if (result instanceof PatchResult.Refusal refusal) {
                return notApplicable(name, reply, refusal.reasons());
            }
            PatchResult.Placed placed = (PatchResult.Placed) result;
            own = placed.edits();
            hunks = placed.hunks();
        } else {
            own = ((Proposal.Edits) proposal).edits();
        }
        return edited(name, reply, own, hunks, work, feedback, true);
    }

    private Attempt edited(
            String name,
            String reply,
            Edits own,
            List<HunkPlacement> hunks,
            Work work,
            List<Feedback> feedback,
            boolean proposed)
            throws InterruptedException {
        FileTree changed;
        try {
            changed = own.applyTo(work.files());
        } catch (IllegalArgumentException e) {
            return notApplicable(name, reply, List.of(String.valueOf(e.getMessage())));
        }
        Optional<String> mark = proposed ? writtenMark(own, work) : Optional.empty();
        if (mark.isPresent()) {
            return notApplicable(name, reply, List.of(mark.get()));
        }
        Optional<Edits> total = total(work, own, changed);
        if (total.isEmpty()) {
            return Attempt.ended(nothing(name, "the edit changes nothing", feedback));
        }
        log.append(new RunEvent.Applied(
                log.run(),
                log.now(),
                name,
                own.files().stream().map(Object::toString).toList(),
                hunks.stream().map(Object::toString).toList()));
        Optional<String> before = proposed ? memory.shownBefore(name, total.get(), snapshot.files()) : Optional.empty();
        if (before.isPresent()) {
            return Attempt.ended(new TaskResult.NothingFound(before.get()));
        }
        return gated(name, reply, own, total.get(), changed);
    }

    private Attempt gated(String name, String reply, Edits own, Edits total, FileTree changed)
            throws InterruptedException {
        TreeId tree = repository.write(snapshot.tree(), total);
        String diff = repository.diff(snapshot.tree(), tree);
        int proposal = log.nextProposal();
        log.keep(ArtifactName.proposal(proposal).value(), diff);
        Candidate candidate = candidate(proposal, total, changed, tree);
        List<Reservation> reservations = new ArrayList<>();
        for (Map.Entry<String, Gate> gate : gates.entrySet()) {
            log.begin(Phase.GATE, gate.getKey());
            Verdict verdict = gate.getValue().check(candidate);
            List<String> looks = verdict instanceof Verdict.Pass pass ? pass.reservations() : List.of();
            RunEvent.Judged judged =
                    new RunEvent.Judged(log.run(), log.now(), gate.getKey(), word(verdict), verdict.evidence(), looks);
            log.append(judged);
            reservations.addAll(Reservations.in(judged));
            if (verdict instanceof Verdict.Fail fail) {
                Optional<String> again = repetition.of(project.id(), diff);
                if (again.isPresent()) {
                    return Attempt.ended(new TaskResult.Rejected(
                            rejection(name, new Feedback(Feedback.Kind.GATE_FAILED, reply, fail.evidence())) + "; "
                                    + again.get(),
                            fail.evidence()));
                }
                return Attempt.refused(Feedback.Kind.GATE_FAILED, reply, fail.evidence());
            }
        }
        String reason = name + " edits " + own.files().size() + (own.files().size() == 1 ? " file" : " files");
        return Attempt.ended(
                new TaskResult.Accepted(reason, own, new Work(changed, Optional.of(total), tree, reservations)));
    }

    /** Says where an edit would put the mark that a model saw in place of a secret, which would be lost by it. */
    private Optional<String> writtenMark(Edits own, Work work) {
        for (FileEdit edit : own.files()) {
            String before =
                    edit.before().map(path -> text(work.files().content(path))).orElse("");
            boolean written = marks(text(edit.content())) > marks(before);
            if (written
                    && !edit.path().equals(Project.SUMMARY_FILE)
                    && !log.withoutSecrets(before).equals(before)) {
                return Optional.of(edit.path() + ": writes " + Redaction.HIDDEN
                        + ", which stands for a secret that was not shown: leave its line as it is");
            }
        }
        return Optional.empty();
    }

    private static int marks(String text) {
        int marks = 0;
        for (int at = text.indexOf(Redaction.HIDDEN); at >= 0; at = text.indexOf(Redaction.HIDDEN, at + 1)) {
            marks++;
        }
        return marks;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private Attempt notApplicable(String name, String reply, List<String> reasons) {
        log.append(new RunEvent.PatchRefused(log.run(), log.now(), name, reasons));
        return Attempt.refused(Feedback.Kind.NOT_APPLICABLE, reply, reasons);
    }

    private TaskResult nothing(String name, String reason, List<Feedback> feedback) {
        log.append(new RunEvent.NothingProposed(log.run(), log.now(), name, reason));
        if (feedback.isEmpty()) {
            return new TaskResult.NothingFound(reason);
        }
        Feedback last = feedback.get(feedback.size() - 1);
        return new TaskResult.Rejected(rejection(name, last), last.reasons());
    }

    private static String rejection(String name, Feedback last) {
        return switch (last.kind()) {
            case NOT_APPLICABLE ->
                "the reply for " + name + " is no edit that fits: "
                        + last.reasons().get(0);
            case GATE_FAILED ->
                "the change by " + name + " did not pass: " + last.reasons().get(0);
        };
    }

    private Optional<Edits> total(Work work, Edits own, FileTree changed) {
        List<Edits> both = new ArrayList<>(work.edits().stream().toList());
        both.add(own);
        return Edits.between(snapshot.files(), changed, both);
    }

    private Candidate candidate(int proposal, Edits total, FileTree changed, TreeId tree) {
        StringBuilder printed = new StringBuilder();
        return new Candidate(
                project, log.run(), snapshot.files(), total, changed, workspace(tree), Optional.of(llm), output -> {
                    printed.append(output);
                    log.keep(ArtifactName.verifyOutput(proposal).value(), printed.toString());
                });
    }

    private Workspace workspace(TreeId tree) {
        return new Workspace() {
            @Override
            public Path layOutBase() {
                return workTree.layOut(snapshot.commit(), snapshot.tree());
            }

            @Override
            public Path layOutChange() {
                return workTree.layOut(snapshot.commit(), tree);
            }

            @Override
            public Path layOut(Edits edits) {
                return workTree.layOut(snapshot.commit(), repository.write(snapshot.tree(), edits));
            }

            @Override
            public List<Path> borrowed() {
                return workTree.borrowed();
            }
        };
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return "pass";
        }
        return verdict instanceof Verdict.Fail ? "fail" : "unknown";
    }
}
