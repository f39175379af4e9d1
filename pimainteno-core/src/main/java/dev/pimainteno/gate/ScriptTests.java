package dev.pimainteno.gate;

import dev.pimainteno.gate.TestLanguage.Habit;
import java.util.Set;
import java.util.regex.Pattern;

/** JavaScript and TypeScript with jest, mocha, vitest or node:test. */
final class ScriptTests {
    private static final Pattern PATH = Pattern.compile(
            "(?:.*/)?(?:(?:__tests__|tests?|specs?)/.*|[^/]+[.-](?:test|spec)|test|[^/]*_test)\\.[cm]?[jt]sx?");
    private static final Pattern DECLARATION = Pattern.compile(
            "(?<![\\w.$])[xf]?(?:it|test|specify)(?:\\.\\w+)*\\s*(?:\\((?:[^()]++|\\([^()]*+\\))*+\\)\\s*)?\\(\\s*([\"'`])(?<name>(?:\\\\.|(?!\\1)[^\\\\]){0,400}+)\\1");
    private static final Pattern MARK = Pattern.compile(
            "\\b(?:describe|it|test|suite|context|specify)(?:\\.\\w+)*\\.(?:skip|only|todo|fails|failing|skipIf|runIf)\\b|(?<![\\w.$])(?:xit|xtest|xdescribe|xcontext|xspecify|fit|fdescribe|ftest|pending)\\s*\\(|\\bthis\\.skip\\s*\\(");
    private static final Pattern ASSERTION = Pattern.compile(
            "\\b(?:expect|assert)(?:\\.\\w+)*\\s*\\(|\\.should\\b|\\.expect\\s*\\(|\\bt\\.(?:is|deepEqual|true|false|throws\\w*|equal|ok|same)\\s*\\(");
    private static final Pattern VACUOUS = Pattern.compile(
            "expect\\(\\s*true\\s*\\)\\s*\\.(?:toBe\\(\\s*true|toBeTruthy|to\\.be\\.true|toEqual\\(\\s*true)|\\bassert(?:\\.ok|\\.strictEqual|\\.equal)?\\(\\s*true\\s*[,)]|\\|\\|\\s*true\\s*\\)");

    static final TestLanguage LANGUAGE = new TestLanguage(
            PATH,
            null,
            SourceText.Syntax.SLASHES_AND_QUOTES,
            Set.of(Habit.CALL),
            DECLARATION,
            MARK,
            ASSERTION,
            VACUOUS);

    private ScriptTests() {}
}
