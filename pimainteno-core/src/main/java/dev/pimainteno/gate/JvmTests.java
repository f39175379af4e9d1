package dev.pimainteno.gate;

import java.util.Set;
import java.util.regex.Pattern;

/** JUnit 3 to 5, TestNG, Kotlin's test functions, Spock and ScalaTest. */
final class JvmTests {
    private static final Pattern PATH = Pattern.compile(
            "(?:.*/)?(?:src/(?:i?test\\w*|\\w+Test\\w*|[\\w-]+[-_]test\\w*)/.*|tests?/.*|Test\\w*|\\w*(?:Tests?|TestCase|IT|Spec|Properties))\\.(?:java|kt|groovy|scala)");
    private static final Pattern DECLARATION = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example|Theory)\\b(?:\\s*\\((?:[^()]++|\\([^()]*+\\))*+\\))?"
                    + "(?:\\s*@[\\w.]+(?:\\s*\\((?:[^()]++|\\([^()]*+\\))*+\\))?)*+[^;{}()=@]{0,200}?(?<name>`[^`\\n]+`|\\b\\w+)\\s*\\("
                    + "|(?m)^\\s*public\\s+void\\s+(?<junit3>test\\w*)\\s*\\("
                    + "|(?m)^\\s*(?:def|void)\\s+\"(?<spock>[^\"\\n]+)\"\\s*\\("
                    + "|(?m)^\\s*(?:test|ignore)\\(\"(?<scala>[^\"\\n]+)\"");
    private static final Pattern MARK = Pattern.compile(
            "@(?:Disabled|Ignore|EnabledIf|EnabledOn|EnabledFor|PendingFeature|Requires|IgnoreIf)\\w*|\\benabled\\s*=\\s*false"
                    + "|\\bassum(?:e|ing)(?:True|False|That|NoException)?\\s*\\(|\\bthrow new SkipException|(?m)^\\s*ignore\\s*\\(");
    private static final Pattern ASSERTION = Pattern.compile(
            "\\b(?:assert\\w*|verify\\w*|expect\\w*|fail|should\\w+)\\s*[({]|\\bassert\\s+[^;\\s]|\\b(?:should|shouldBe|mustBe)\\s");
    private static final Pattern VACUOUS = Pattern.compile(
            "assertTrue\\(\\s*true\\s*[,)]|assertFalse\\(\\s*false\\s*[,)]|assertThat\\(\\s*true\\s*\\)\\s*\\.isTrue"
                    + "|\\bassert\\s+true\\s*;?|assertEquals\\(\\s*(\\w+)\\s*,\\s*\\1\\s*\\)|\\|\\|\\s*true\\s*\\)");

    static final TestLanguage LANGUAGE =
            new TestLanguage(PATH, null, SourceText.Syntax.SLASHES, Set.of(), DECLARATION, MARK, ASSERTION, VACUOUS);

    private JvmTests() {}
}
