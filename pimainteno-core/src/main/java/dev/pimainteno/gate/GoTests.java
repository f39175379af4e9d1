package dev.pimainteno.gate;

import java.util.Set;
import java.util.regex.Pattern;

/** Go's testing package, with testify's assertions. */
final class GoTests {
    private static final Pattern PATH = Pattern.compile("(?:.*/)?[^/]+_test\\.go");
    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^func\\s+(?:\\([^)]*\\)\\s*)?(?<name>(?:Test|Fuzz|Example)\\w*)\\s*\\(");
    private static final Pattern MARK = Pattern.compile("\\b\\w{1,3}\\.Skip(?:f|Now)?\\s*\\(|(?m)^//go:build\\b");
    private static final Pattern ASSERTION = Pattern.compile(
            "\\b\\w{1,3}\\.(?:Errorf?|Fatalf?|Fail|FailNow)\\s*\\(|\\b(?:assert|require)\\.\\w+\\s*\\(|\\.(?:Require|Assert)\\(\\)\\.");
    private static final Pattern VACUOUS =
            Pattern.compile("\\bif\\s+false\\b|\\bassert\\.True\\(\\s*t\\s*,\\s*true\\b|&&\\s*false\\b");

    static final TestLanguage LANGUAGE =
            new TestLanguage(PATH, null, SourceText.Syntax.SLASHES, Set.of(), DECLARATION, MARK, ASSERTION, VACUOUS);

    private GoTests() {}
}
