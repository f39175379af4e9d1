package dev.pimainteno.gate;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.change.TreePaths;
import dev.pimainteno.project.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at what a change touches, and runs nothing: paths stay inside the tree and out of {@code .git}; only files are
 * edited, none through a link, and none becomes executable; content is text; protected paths stay as they are; the whole
 * stays within the project's limits. The changed tree must be the base with the edits and nothing else. Immutable; safe for
 * many threads.
 *
 * <p>Protected are the project's own globs and those of {@link #alwaysProtected()}, and files that say of themselves that a program
 * generated them. A person must look at what touches the project's held globs or those of {@link #alwaysHeld()}, at files that {@code .gitattributes} call
 * generated or vendored, at files that go as a whole, and at new ones that say that they are generated. The summary, {@code codex.md} at the
 * root, is neither protected nor held, and counts towards the limits like any file.
 */
public final class PolicyGate implements Gate {
    private static final int MOST_FINDINGS = 50;

    /** Returns the globs of what no change may touch in any project, at any depth and in any case. */
    public static List<String> alwaysProtected() {
        return PathRules.globs(ProtectedPaths.RULES);
    }

    /** Returns the globs of what a person must look at in any project, at any depth and in any case. */
    public static List<String> alwaysHeld() {
        return PathRules.globs(HeldPaths.RULES);
    }

    @Override
    public Verdict check(Candidate candidate) {
        Project project = candidate.project();
        PathRules protectedPaths;
        PathRules heldPaths;
        try {
            protectedPaths = PathRules.of(ProtectedPaths.RULES, "protected in this project", project.protectedPaths());
            heldPaths = PathRules.of(HeldPaths.RULES, "held in this project", project.heldPaths());
        } catch (IllegalArgumentException e) {
            return Verdict.fail(List.of("the project's protected or held paths cannot be read: " + e.getMessage()));
        }
        List<String> findings = new ArrayList<>();
        for (FileEdit edit : candidate.edits().files()) {
            new EditCheck(edit, candidate, protectedPaths, heldPaths, findings).run();
        }
        if (!findings.isEmpty()) {
            return Verdict.fail(findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)));
        }
        Optional<String> stray = stray(candidate);
        if (stray.isPresent()) {
            return Verdict.fail(List.of(stray.get()));
        }
        ChangeSize size = ChangeSize.of(candidate.edits().files(), candidate.base());
        List<String> over = size.over(project.limits());
        if (!over.isEmpty()) {
            return Verdict.fail(over);
        }
        String within =
                "within the limits: files %d, lines %d, bytes %d".formatted(size.files(), size.lines(), size.bytes());
        return new Verdict.Pass(List.of(within), ReservedEdits.of(candidate, heldPaths));
    }

    /** Looks for a difference between base and changed tree that no edit explains; names, modes and sizes are compared. */
    private static Optional<String> stray(Candidate candidate) {
        Map<String, TreeEntry> expected = new TreeMap<>();
        candidate.base().entries().forEach(entry -> expected.put(entry.path(), entry));
        for (FileEdit edit : candidate.edits().files()) {
            edit.before().ifPresent(expected::remove);
        }
        for (FileEdit edit : candidate.edits().files()) {
            edit.after().ifPresent(path -> expected.put(path, new TreeEntry(path, edit.mode(), edit.content().length)));
        }
        Set<TreeEntry> difference = new HashSet<>(candidate.changed().entries());
        Set<TreeEntry> missing = new HashSet<>(expected.values());
        missing.removeAll(difference);
        difference.removeAll(new HashSet<>(expected.values()));
        difference.addAll(missing);
        return difference.stream()
                .map(TreeEntry::path)
                .sorted()
                .findFirst()
                .map(path -> "the changed tree is not the base with the edits: '" + path + "' differs");
    }

    /** One edit before all rules but those of size. */
    private record EditCheck(
            FileEdit edit, Candidate candidate, PathRules protectedPaths, PathRules heldPaths, List<String> findings) {

        void run() {
            int before = findings.size();
            Set<String> paths = new HashSet<>();
            edit.before().ifPresent(paths::add);
            edit.after().ifPresent(paths::add);
            paths.stream().sorted().forEach(this::checkPath);
            if (findings.size() == before) {
                edit.before().ifPresent(this::checkBefore);
                edit.after().ifPresent(this::checkAfter);
            }
        }

        private void checkPath(String path) {
            TreePaths.problem(path).ifPresent(problem -> find(path, problem));
            if (!path.equals(Project.SUMMARY_FILE)) {
                protectedPaths.ruleFor(path).ifPresent(rule -> find(path, rule.toString()));
            }
        }

        private void checkBefore(String path) {
            FileTree base = candidate.base();
            Optional<TreeEntry> entry = base.entry(path);
            if (entry.isEmpty()) {
                find(path, "is not in the tree");
            } else if (!entry.get().mode().isFile()) {
                find(path, "is a " + entry.get().mode() + ", which no change may touch");
            } else if (holdsNul(base.content(path))) {
                find(path, "is a binary file, which no change may touch");
            } else if (heldPaths.ruleFor(path).isEmpty() && GeneratedFiles.saysSo(base.content(path))) {
                find(path, "is generated, by its own words: what it is generated from is the place to edit");
            }
        }

        private void checkAfter(String path) {
            if (!edit.mode().isFile()) {
                find(path, "would become a " + edit.mode());
            }
            if (edit.mode() == FileMode.EXECUTABLE && !wasExecutable()) {
                find(path, "would become executable");
            }
            if (edit.before().stream().noneMatch(path::equals)) {
                checkNewPath(path);
            }
            if (holdsNul(edit.content())) {
                find(path, "would hold a NUL byte, as binary files do");
            }
            FileTree changed = candidate.changed();
            boolean asEdited = changed.entry(path)
                            .filter(entry -> entry.mode() == edit.mode())
                            .isPresent()
                    && Arrays.equals(changed.content(path), edit.content());
            if (!asEdited) {
                find(path, "is not in the changed tree as the edit says");
            }
        }

        private void checkNewPath(String path) {
            boolean hidden = path.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT);
            if (hidden) {
                find(path, "has an invisible character in its name");
            }
            if (candidate.base().entry(path).isPresent()) {
                find(path, "exists already");
            }
            for (String parent : TreePaths.above(path)) {
                if (candidate.changed().entry(parent).isPresent()
                        || candidate
                                .base()
                                .entry(parent)
                                .filter(entry -> !entry.mode().isFile())
                                .isPresent()) {
                    find(path, "lies below '" + parent + "', which is no directory");
                }
            }
        }

        private boolean wasExecutable() {
            return edit.before()
                    .flatMap(candidate.base()::entry)
                    .filter(entry -> entry.mode() == FileMode.EXECUTABLE)
                    .isPresent();
        }

        private void find(String path, String problem) {
            findings.add(path + ": " + problem);
        }

        private static boolean holdsNul(byte[] content) {
            for (byte b : content) {
                if (b == 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
