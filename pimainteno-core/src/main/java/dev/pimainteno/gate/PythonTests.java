package dev.pimainteno.gate;

import dev.pimainteno.gate.TestLanguage.Habit;
import java.util.Set;
import java.util.regex.Pattern;

/** pytest and unittest. */
final class PythonTests {
    private static final Pattern PATH =
            Pattern.compile("(?:.*/)?(?:tests?/(?:.*/)?(?!conftest)\\w+|test_\\w+|\\w+_test|tests|conftest)\\.py");
    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^[ \\t]*(?:async[ \\t]+)?def[ \\t]+(?<name>test\\w*)[ \\t]*\\(");
    private static final Pattern MARK = Pattern.compile(
            "\\bmark\\.(?:skip|skipif|xfail)\\b|\\bpytest\\.(?:skip|xfail|importorskip)\\s*\\(|@(?:unittest\\.)?(?:skip|skipIf|skipUnless|expectedFailure)\\b|\\bself\\.skipTest\\s*\\(|\\braise\\s+(?:unittest\\.)?SkipTest|\\b__test__\\s*=\\s*False|\\bcollect_ignore(?:_glob)?\\s*=");
    private static final Pattern ASSERTION = Pattern.compile(
            "(?m)^[ \\t]*assert\\b|\\bself\\.(?:assert\\w+|fail)\\s*\\(|\\bpytest\\.(?:raises|warns|fail|deprecated_call)\\s*\\(|\\.assert_\\w+\\s*\\(|\\bassert_\\w+\\s*\\(");
    private static final Pattern VACUOUS = Pattern.compile(
            "(?m)^[ \\t]*assert\\s+(?:True|1|not False)\\s*(?:,|$)|\\bassertTrue\\(\\s*True\\s*[,)]|\\bassert\\b.*\\bor True\\b|assertEqual\\(\\s*(\\w+)\\s*,\\s*\\1\\s*\\)");

    static final TestLanguage LANGUAGE = new TestLanguage(
            PATH, null, SourceText.Syntax.HASH, Set.of(Habit.INDENTED), DECLARATION, MARK, ASSERTION, VACUOUS);

    private PythonTests() {}
}
