package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.CommitSummary;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.service.ServiceName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small project for tests. */
final class Shop {
    static final RunId RUN = new RunId("20260131-235959-0f3a9c");
    static final Project PROJECT = Project.builder(ProjectId.of("shop"), Path.of("/srv/shop"))
            .verify(Command.of("python3", "-m", "unittest"))
            .service(ServiceName.of("shop.service"))
            .protectedPaths(List.of("infra/**"))
            .build();
    static final Map<String, byte[]> FILES = files(
            "README.md", "# Shop\nSells things; see src/shop.py.\n",
            "pyproject.toml", "[project]\nname = \"shop\"\n",
            "src/shop.py", "def price(n):\n    return n * 3\n",
            "tests/test_shop.py", "def test_price():\n    assert price(2) == 6\n");

    private Shop() {}

    static Map<String, byte[]> files(String... pathsAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(UTF_8));
        }
        return files;
    }

    static Map<String, byte[]> filesAnd(String... pathsAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>(FILES);
        files.putAll(files(pathsAndTexts));
        return files;
    }

    static Snapshot snapshot(Map<String, byte[]> files, String... subjects) {
        return snapshot(FileTree.of(files), subjects);
    }

    static Snapshot snapshot(FileTree files, String... subjects) {
        List<CommitSummary> history = new ArrayList<>();
        for (String subject : subjects) {
            history.add(new CommitSummary(new CommitId("a".repeat(40)), subject, "Ann", Instant.EPOCH));
        }
        return new Snapshot("main", new CommitId("a".repeat(40)), new TreeId("b".repeat(40)), "code", files, history);
    }

    static TaskContext context(ScriptedLlm llm, Feedback... feedback) {
        return context(llm, FILES, feedback);
    }

    static TaskContext context(ScriptedLlm llm, Map<String, byte[]> files, Feedback... feedback) {
        return new TaskContext(PROJECT, RUN, snapshot(files, "Add the shop"), llm, List.of(feedback));
    }

    static TaskContext context(ScriptedLlm llm, VerifyPreset preset, Map<String, byte[]> files, Feedback... feedback) {
        Project project = PROJECT.toBuilder().verify(preset).build();
        return new TaskContext(project, RUN, snapshot(files, "Add the shop"), llm, List.of(feedback));
    }
}
