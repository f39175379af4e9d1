package dev.pimainteno.gate;

import dev.pimainteno.gate.TestLanguage.Habit;
import java.util.Set;
import java.util.regex.Pattern;

/** Rust, in files of tests and beside the code. */
final class RustTests {
    private static final Pattern PATH = Pattern.compile("(?s).*\\.rs");
    private static final Pattern CONTENT = Pattern.compile("(?s).*#\\[(?:\\w+::)*(?:test|rstest|test_case)\\b.*");
    private static final Pattern DECLARATION = Pattern.compile(
            "#\\[(?:\\w+::)*(?:test|rstest|test_case|quickcheck)\\b[^\\]]*\\](?:\\s*#\\[[^\\]]*\\])*+\\s*(?:pub\\s+)?(?:async\\s+)?fn\\s+(?<name>\\w+)");
    private static final Pattern MARK =
            Pattern.compile("#!?\\[ignore\\b|#!?\\[cfg_attr\\([^\\]]*\\bignore\\b|#\\[should_panic\\b|#!\\[cfg\\(");
    private static final Pattern ASSERTION =
            Pattern.compile("\\b\\w*assert\\w*!|\\bpanic!|\\bunreachable!|\\.unwrap_err\\s*\\(");
    private static final Pattern VACUOUS = Pattern.compile(
            "\\bassert!\\(\\s*true\\b|\\|\\|\\s*true\\s*\\)|\\bassert_eq!\\(\\s*(\\w+)\\s*,\\s*\\1\\s*\\)");

    static final TestLanguage LANGUAGE = new TestLanguage(
            PATH, CONTENT, SourceText.Syntax.SLASHES, Set.of(Habit.BESIDE_CODE), DECLARATION, MARK, ASSERTION, VACUOUS);

    private RustTests() {}
}
