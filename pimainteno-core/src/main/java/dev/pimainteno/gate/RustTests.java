package dev.pimainteno.gate;

import java.util.regex.Pattern;

/** Rust, in files of tests and beside the code. */
final class RustTests implements TestLanguage {
    private static final Pattern PATH = Pattern.compile("(?s).*#\\[(?:\\w+::)*(?:test|rstest|test_case)\\b.*");
    private static final Pattern DECLARATION = Pattern.compile(
            "#\\[(?:\\w+::)*(?:test|rstest|test_case|quickcheck)\\b[^\\]]*\\](?:\\s*#\\[[^\\]]*\\])*+\\s*(?:pub\\s+)?(?:async\\s+)?fn\\s+(?<name>\\w+)");
    private static final Pattern MARK =
            Pattern.compile("#!?\\[ignore\\b|#!?\\[cfg_attr\\([^\\]]*\\bignore\\b|#\\[should_panic\\b|#!\\[cfg\\(");
    private static final Pattern ASSERTION =
            Pattern.compile("\\b\\w*assert\\w*!|\\bpanic!|\\bunreachable!|\\.unwrap_err\\s*\\(");
    private static final Pattern VACUOUS = Pattern.compile(
            "\\bassert!\\(\\s*true\\b|\\|\\|\\s*true\\s*\\)|\\bassert_eq!\\(\\s*(\\w+)\\s*,\\s*\\1\\s*\\)");

    @Override
    public boolean isTestFile(String path, String text) {
        return path.endsWith(".rs") && PATH.matcher(text).matches();
    }

    @Override
    public SourceText.Syntax syntax() {
        return SourceText.Syntax.SLASHES;
    }

    @Override
    public Pattern declaration() {
        return DECLARATION;
    }

    @Override
    public boolean isBesideCode() {
        return true;
    }

    @Override
    public Pattern mark() {
        return MARK;
    }

    @Override
    public Pattern assertion() {
        return ASSERTION;
    }

    @Override
    public Pattern vacuous() {
        return VACUOUS;
    }
}
