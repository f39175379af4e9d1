package dev.pimainteno.gate;

import java.util.regex.Pattern;

/** JavaScript and TypeScript with jest, mocha, vitest or node:test. */
final class ScriptTests implements TestLanguage {
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

    @Override
    public boolean isTestFile(String path, String text) {
        return PATH.matcher(path).matches();
    }

    @Override
    public SourceText.Syntax syntax() {
        return SourceText.Syntax.SLASHES_AND_QUOTES;
    }

    @Override
    public Pattern declaration() {
        return DECLARATION;
    }

    @Override
    public boolean isCall() {
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
