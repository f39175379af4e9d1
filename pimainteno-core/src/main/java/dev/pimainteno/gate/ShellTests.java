package dev.pimainteno.gate;

import dev.pimainteno.gate.TestLanguage.Habit;
import java.util.Set;
import java.util.regex.Pattern;

/** bats, and plain shell scripts that test. */
final class ShellTests {
    private static final Pattern PATH = Pattern.compile(
            "(?!(?:.*/)?(?:fixtures|testdata)/)(?:.*/)?(?:[^/]+\\.bats|(?:tests?/(?:.*/)?[^/]+|test[^/]*|[^/]*[_-]tests?)\\.(?:sh|bash))");
    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^[ \\t]*(?:@test[ \\t]+[\"'](?<name>[^\"'\\n]+)[\"']|(?:function[ \\t]+)?(?<plain>test\\w*)[ \\t]*(?:\\([ \\t]*\\)))[ \\t]*\\{");
    private static final Pattern MARK = Pattern.compile(
            "(?m)^[ \\t]*skip\\b|^[ \\t]*set[ \\t]+\\+e\\b|\\|\\|[ \\t]*(?:true|:)[ \\t]*$|\\bexit[ \\t]+0\\b");
    private static final Pattern ASSERTION = Pattern.compile(
            "(?m)^[ \\t]*(?:assert\\w*|refute\\w*)\\b|^[ \\t]*\\[\\[?[ \\t]|^[ \\t]*!?[ \\t]*test[ \\t]+|\\|\\|[ \\t]*(?:\\{[ \\t]*)?(?:exit|return|fail|die)\\b|^[ \\t]*(?:diff|cmp|grep)[ \\t]|^[ \\t]*\\w*run[ \\t]+(?:--[\\w-]+[ \\t]+)*-\\d+\\b");
    private static final Pattern VACUOUS =
            Pattern.compile("(?m)^[ \\t]*(?:\\[\\[?|test)[ \\t]+(\\w+)[ \\t]+(?:-eq|=|==)[ \\t]+\\1\\b");

    static final TestLanguage LANGUAGE = new TestLanguage(
            PATH, null, SourceText.Syntax.HASH, Set.of(Habit.SHELL), DECLARATION, MARK, ASSERTION, VACUOUS);

    private ShellTests() {}
}
