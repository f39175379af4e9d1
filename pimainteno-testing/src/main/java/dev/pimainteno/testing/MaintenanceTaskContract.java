package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.CommitSummary;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.task.Feedback;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.Proposal;
import dev.pimainteno.task.TaskContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link MaintenanceTask} must do: the same context leads to the same proposal, a proposal fits the snapshot,
 * and nothing but the proposal comes of it. An implementation's test extends this class.
 */
public abstract class MaintenanceTaskContract {
    private static final RunId RUN = new RunId("20260301-120000-000001");

    @TempDir
    Path directory;

    /** Returns the task, with the same settings each time. */
    protected abstract MaintenanceTask task() throws Exception;

    /** Returns the files of the project that the task looks at, by path; at least one. */
    protected Map<String, String> files() {
        return Map.of(
                "README.md", "# Shop\n\nSells things.\n",
                "src/App.java", "class App {\n    int sum(int a, int b) {\n        return a - b;\n    }\n}\n");
    }

    /** Returns the model that the task may ask; it answers every request with {@code NOTHING} unless this is overridden. */
    protected LlmClient model() {
        return ScriptedLlmClient.create().otherwise(request -> "NOTHING");
    }

    @Test
    void proposesTheSameForTheSameContext() throws Exception {
        Proposal first = task().propose(context(List.of()));
        Proposal second = task().propose(context(List.of()));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void proposesTheSameWhenItIsAskedTwice() throws Exception {
        MaintenanceTask task = task();

        Proposal first = task.propose(context(List.of()));

        assertThat(task.propose(context(List.of()))).isEqualTo(first);
    }

    @Test
    void proposesWhatFitsTheSnapshot() throws Exception {
        TaskContext context = context(List.of());

        Proposal proposal = task().propose(context);

        assertFits(proposal, context);
    }

    @Test
    void takesFeedback() throws Exception {
        for (Feedback.Kind kind : Feedback.Kind.values()) {
            TaskContext context = context(List.of(new Feedback(kind, "--- a/App.java", List.of("hunk 1: two places"))));

            assertFits(task().propose(context), context);
        }
    }

    @Test
    void leavesTheUsersCheckoutAlone() throws Exception {
        TemporaryRepository checkout = TemporaryRepository.create(directory.resolve("shop"));
        checkout.commit("Begin", files());
        Map<String, String> before = checkout.state();

        task().propose(context(List.of()));

        assertThat(checkout.state()).isEqualTo(before);
    }

    @Test
    void hasAVersionThatStays() throws Exception {
        String version = task().version();

        assertThat(version).isNotBlank();
        assertThat(task().version()).isEqualTo(version);
    }

    private TaskContext context(List<Feedback> feedback) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        files().forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
        CommitId head = new CommitId("1".repeat(40));
        CommitSummary newest = new CommitSummary(head, "Begin", "Test Author", Instant.parse("2026-01-01T00:00:00Z"));
        Snapshot snapshot = new Snapshot(
                "main", head, new TreeId("2".repeat(40)), "3".repeat(40), FileTree.of(contents), List.of(newest));
        Project project =
                Project.builder(ProjectId.of("shop"), directory.resolve("shop")).build();
        return new TaskContext(project, RUN, snapshot, model(), feedback);
    }

    private static void assertFits(Proposal proposal, TaskContext context) {
        if (proposal instanceof Proposal.Nothing nothing) {
            assertThat(nothing.reason()).isNotBlank();
        } else if (proposal instanceof Proposal.Reply reply) {
            assertThat(reply.text()).isNotBlank();
        } else if (proposal instanceof Proposal.Edits edits) {
            assertThatCode(() -> edits.edits().applyTo(context.snapshot().files()))
                    .doesNotThrowAnyException();
        }
    }
}
