package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses a change that makes the project's tests say less: tests removed, skipped, singled out or emptied, assertions that go
 * or cannot fail, limits that become laxer, and coverage or test settings of the
 * build that are lowered. What may be right is a matter for a person: expectations that change, with the code or without; tests and assertions that go
 * where the code changes too; and assertions that become less precise. Told from the text of the touched files, for the JVM, Python, JavaScript and TypeScript, Go, Rust and shell; nothing is
 * run. Tests may be added, renamed, moved, reformatted, and removed together with the code that they test.
 *
 * <p>What it cannot see: rows taken out of tables of cases, expectations in files of data, and helpers that check less
 * without fewer assertions. Immutable; safe for many threads.
 */
public final class WeakenedTestsGate implements Gate {
    private static final int MOST_FINDINGS = 50;
    private static final int LARGEST_FILE = 2 << 20;

    @Override
    public Verdict check(Candidate candidate) {
        List<TestFile> before = new ArrayList<>();
        Map<String, TestFile> after = new LinkedHashMap<>();
        CodeChange code = new CodeChange();
        List<String> findings = new ArrayList<>();
        for (FileEdit edit : candidate.edits().files()) {
            byte[] old = edit.before().map(contentIn(candidate.base())).orElse(new byte[0]);
            if (Math.max(old.length, edit.content().length) > LARGEST_FILE) {
                return Verdict.unknown(edit.path() + ": is too large to be looked through for tests");
            }
            String was = new String(old, UTF_8);
            String is = new String(edit.content(), UTF_8);
            Optional<TestFile> tests = edit.before().flatMap(path -> read(path, was));
            Optional<TestFile> changed = edit.after().flatMap(path -> read(path, is));
            tests.ifPresent(before::add);
            changed.ifPresent(file -> after.put(edit.before().orElse(file.path()), file));
            code.add(edit.path(), withoutTests(tests, was), withoutTests(changed, is));
            findings.addAll(BuildSettings.lowered(edit.path(), was, is));
        }
        TestComparison comparison = new TestComparison(before, after, code);
        findings.addAll(comparison.findings());
        return findings.isEmpty()
                ? new Verdict.Pass(
                        comparison.notes(),
                        comparison
                                .doubts()
                                .subList(0, Math.min(comparison.doubts().size(), MOST_FINDINGS)))
                : Verdict.fail(findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)));
    }

    private static Function<String, byte[]> contentIn(FileTree tree) {
        return tree::content;
    }

    private static Optional<TestFile> read(String path, String text) {
        return TestLanguages.of(path, text).map(language -> TestFile.of(path, language, text));
    }

    /** Rust keeps tests beside the code: there the rest of the file is code. Elsewhere a file of tests has none. */
    private static String withoutTests(Optional<TestFile> file, String text) {
        if (file.isEmpty()) {
            return text;
        }
        if (!file.get().language().isBesideCode()) {
            return "";
        }
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (TestFile.Test test : file.get().tests()) {
            rest.append(text, from, Math.max(from, test.start()));
            from = test.end();
        }
        return rest.append(text.substring(from)).toString();
    }
}
