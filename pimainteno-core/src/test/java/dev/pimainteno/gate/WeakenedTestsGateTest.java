package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeakenedTestsGateTest {
    private static final String JAVA = "src/test/java/SumTest.java";
    private static final String JAVA_TEXT = """
            class SumTest {
                @Test
                void adds() {
                    assertEquals(3, Sum.of(1, 2));
                    assertEquals(0.5, Sum.half(1), 0.01);
                }

                @Test
                @Timeout(5)
                void isFast() {
                    assertThat(Sum.time()).isLessThan(100);
                }
            }
            """;
    private static final String PYTHON = "tests/test_sum.py";
    private static final String PYTHON_TEXT = """
            import pytest

            def test_adds():
                assert total(1, 2) == 3
                assert total(0, 0) == 0

            def test_refuses_text():
                with pytest.raises(ValueError):
                    total("x", 1)

            def test_half():
                assert half(1) == pytest.approx(0.5, abs=0.001)
            """;
    private static final String SCRIPT = "src/sum.test.ts";
    private static final String SCRIPT_TEXT = """
            describe('sum', () => {
              it('adds', () => {
                expect(sum(1, 2)).toBe(3);
                expect(sum(0, 0)).toBe(0);
              });

              it('is precise', () => {
                expect(half(1)).toBeCloseTo(0.5, 5);
              });
            });
            """;
    private static final String GO = "sum_test.go";
    private static final String GO_TEXT = """
            package sum

            func TestAdds(t *testing.T) {
            	if got := Sum(1, 2); got != 3 {
            		t.Errorf("got %d", got)
            	}
            }

            func TestFast(t *testing.T) {
            	if elapsed() > 100 {
            		t.Fatal("slow")
            	}
            	assert.Equal(t, 3, Sum(1, 2))
            }
            """;
    private static final String RUST = "src/lib.rs";
    private static final String RUST_TEXT = """
            pub fn sum(a: i32, b: i32) -> i32 { a + b }

            #[cfg(test)]
            mod tests {
                use super::*;

                #[test]
                fn adds() {
                    assert_eq!(sum(1, 2), 3);
                    assert!(sum(0, 0) <= 1);
                }

                #[test]
                fn adds_negatives() {
                    assert_eq!(sum(-1, -2), -3);
                }
            }
            """;
    private static final String SHELL = "test/sum.bats";
    private static final String SHELL_TEXT = """
            @test "adds" {
              run sum 1 2
              [ "$status" -eq 0 ]
              [ "$output" = "3" ]
            }

            @test "refuses text" {
              run sum x
              [ "$status" -eq 2 ]
            }
            """;
    private static final String PLAIN = "test.sh";
    private static final String PLAIN_TEXT = """
            set -eu
            out=$(sh total.sh 1 2)
            [ "$out" = "3" ] || exit 1
            grep -q total README.md
            """;
    private static final String CODE = "src/main/java/Sum.java";
    private static final String CODE_TEXT = """
            class Sum {
                static int of(int a, int b) {
                    return a + b;
                }

                static double half(int a) {
                    return a / 2.0;
                }
            }
            """;
    private static final Map<String, String> BASE = Map.ofEntries(
            Map.entry(JAVA, JAVA_TEXT),
            Map.entry(PYTHON, PYTHON_TEXT),
            Map.entry(SCRIPT, SCRIPT_TEXT),
            Map.entry(GO, GO_TEXT),
            Map.entry(RUST, RUST_TEXT),
            Map.entry(SHELL, SHELL_TEXT),
            Map.entry(PLAIN, PLAIN_TEXT),
            Map.entry(CODE, CODE_TEXT),
            Map.entry("pom.xml", "<project><rule>\n<minimum>0.80</minimum>\n</rule></project>\n"),
            Map.entry("package.json", "{\n\"scripts\": {\"test\": \"jest\"},\n\"lines\": 80\n}\n"),
            Map.entry("pyproject.toml", "[tool.coverage.report]\nfail_under = 90\n"),
            Map.entry("Cargo.toml", "[lints.rust]\nunsafe_code = \"deny\"\n"),
            Map.entry("Makefile", "test:\n\tpytest tests\n"));

    private final WeakenedTestsGate gate = new WeakenedTestsGate();

    static Stream<Arguments> weakened() {
        return Stream.of(
                // JVM
                edit(
                        JAVA,
                        "    @Test\n    void adds",
                        "    @Disabled\n    @Test\n    void adds",
                        ":2: tests are skipped or singled out: @Disabled"),
                edit(JAVA, "class SumTest", "@Ignore\nclass SumTest", ":1: tests are skipped or singled out: @Ignore"),
                edit(JAVA, "        assertEquals(0.5, Sum.half(1), 0.01);\n", "", ":5: the file has 1 assertion fewer"),
                edit(JAVA, "Sum.half(1), 0.01", "Sum.half(1), 0.1", ":5: loosens a limit from 0.01 to 0.1"),
                edit(JAVA, "isLessThan(100)", "isLessThan(10_000)", ":11: loosens a limit from 100 to 10_000"),
                edit(JAVA, "@Timeout(5)", "@Timeout(50)", ":9: loosens a limit from 5 to 50"),
                edit(JAVA, "assertEquals(3, Sum.of(1, 2))", "assertTrue(true)", ":4: an assertion cannot fail"),
                edit(JAVA, "assertThat(Sum.time()).isLessThan(100);", "", ":8: the test 'isFast' is emptied"),
                edit(JAVA, "    @Test\n    void adds() {", "    void adds() {", ":2: the test 'adds' is removed"),
                edit(
                        JAVA,
                        "        assertEquals(3,",
                        "        assumeTrue(fast());\n        assertEquals(3,",
                        ":4: tests are skipped or singled out: assumeTrue("),
                // Python
                edit(
                        PYTHON,
                        "def test_adds",
                        "@pytest.mark.skip\ndef test_adds",
                        ":3: tests are skipped or singled out: mark.skip"),
                edit(
                        PYTHON,
                        "def test_adds",
                        "@pytest.mark.xfail(strict=False)\ndef test_adds",
                        ":3: tests are skipped or singled out: mark.xfail"),
                edit(PYTHON, "def test_adds", "def check_adds", ":3: the test 'test_adds' is removed"),
                edit(
                        PYTHON,
                        "    assert total(1, 2) == 3\n    assert total(0, 0) == 0\n",
                        "    pass\n",
                        ":3: the test 'test_adds' is emptied"),
                edit(
                        PYTHON,
                        "    assert total(0, 0) == 0\n",
                        "    # assert total(0, 0) == 0\n",
                        ":5: the file has 1 assertion fewer"),
                edit(PYTHON, "abs=0.001", "abs=0.5", ":12: loosens a limit from 0.001 to 0.5"),
                edit(PYTHON, "assert total(0, 0) == 0", "assert True", ":5: an assertion cannot fail"),
                edit(
                        PYTHON,
                        "    assert total(1, 2) == 3",
                        "    return\n    assert total(1, 2) == 3",
                        ":3: the test 'test_adds' ends before it tests anything"),
                edit(
                        PYTHON,
                        "import pytest\n",
                        "import pytest\ncollect_ignore = [\"test_sum.py\"]\n",
                        ":2: tests are skipped or singled out: collect_ignore ="),
                // JavaScript and TypeScript
                edit(SCRIPT, "it('adds'", "it.skip('adds'", ":2: tests are skipped or singled out: it.skip"),
                edit(SCRIPT, "it('adds'", "it.only('adds'", ":2: tests are skipped or singled out: it.only"),
                edit(SCRIPT, "it('adds'", "xit('adds'", ":2: tests are skipped or singled out: xit("),
                edit(
                        SCRIPT,
                        "describe('sum'",
                        "describe.skip('sum'",
                        ":1: tests are skipped or singled out: describe.skip"),
                edit(SCRIPT, "toBeCloseTo(0.5, 5)", "toBeCloseTo(0.5, 1)", ":8: loosens a limit from 5 to 1"),
                edit(
                        SCRIPT,
                        "    expect(sum(1, 2)).toBe(3);\n    expect(sum(0, 0)).toBe(0);\n",
                        "    sum(1, 2);\n",
                        ":2: the test 'adds' no longer asserts anything"),
                // Go
                edit(
                        GO,
                        "\tif got :=",
                        "\tt.Skip(\"flaky\")\n\tif got :=",
                        ":4: tests are skipped or singled out: t.Skip("),
                edit(
                        GO,
                        "package sum",
                        "//go:build never\n\npackage sum",
                        ":1: tests are skipped or singled out: //go:build"),
                edit(GO, "func TestAdds", "func testAdds", ":3: the test 'TestAdds' is removed"),
                edit(GO, "\tassert.Equal(t, 3, Sum(1, 2))\n", "", ":13: the file has 1 assertion fewer"),
                edit(GO, "if elapsed() > 100", "if false", ":10: an assertion cannot fail"),
                // Rust
                edit(
                        RUST,
                        "#[test]\n    fn adds()",
                        "#[test]\n    #[ignore]\n    fn adds()",
                        ":8: tests are skipped or singled out: #[ignore"),
                edit(
                        RUST,
                        "    #[test]\n    fn adds_negatives",
                        "    fn adds_negatives",
                        ":13: the test 'adds_negatives' is removed"),
                edit(
                        RUST,
                        "assert!(sum(0, 0) <= 1)",
                        "assert!(sum(0, 0) <= 100)",
                        ":10: loosens a limit from 1 to 100"),
                edit(RUST, "assert!(sum(0, 0) <= 1)", "assert!(true)", ":10: an assertion cannot fail"),
                edit(RUST, "        assert!(sum(0, 0) <= 1);\n", "", ":10: the file has 1 assertion fewer"),
                // Shell
                edit(
                        SHELL,
                        "@test \"adds\" {",
                        "@test \"adds\" {\n  skip",
                        ":2: tests are skipped or singled out: skip"),
                edit(SHELL, "  [ \"$output\" = \"3\" ]\n", "", ":4: the file has 1 assertion fewer"),
                edit(
                        SHELL,
                        "  [ \"$output\" = \"3\" ]",
                        "  [ \"$output\" = \"3\" ] || true",
                        ":4: tests are skipped or singled out: || true"),
                edit(PLAIN, "out=$(", "exit 0\nout=$(", ":2: tests are skipped or singled out: exit 0"),
                edit(
                        PLAIN,
                        "grep -q total README.md",
                        "grep -q total README.md || true",
                        ":4: tests are skipped or singled out: || true"),
                // Build files
                edit("pom.xml", "0.80", "0.50", ":2: lowers a limit of coverage to 0.50"),
                edit("pom.xml", "<rule>", "<skipTests>true</skipTests><rule>", ":1: turns tests or checks off"),
                edit("package.json", "80", "20", ":3: lowers a limit of coverage to 20"),
                edit("package.json", "\"jest\"", "\"jest || true\"", ":2: turns tests or checks off"),
                edit("pyproject.toml", "fail_under = 90\n", "", ": takes a limit of coverage away"),
                edit("Cargo.toml", "\"deny\"", "\"allow\"", ":2: lowers the level of unsafe_code"),
                edit(
                        "Makefile",
                        "pytest tests",
                        "pytest tests --ignore=tests/test_sum.py",
                        ":2: turns tests or checks off"));
    }

    @ParameterizedTest
    @MethodSource("weakened")
    void refusesAWeakenedTestAndNamesThePlace(String path, String from, String to, String finding) {
        Verdict verdict = check(modify(path, from, to));

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence()).anySatisfy(line -> assertThat(line).startsWith(path + finding));
    }

    @ParameterizedTest
    @MethodSource("weakened")
    void doesNotLetAWeakenedTestThroughBecauseTheCodeChangesToo(String path, String from, String to, String finding) {
        Verdict verdict = check(modify(path, from, to), create("src/other.py", "def other():\n    return 1\n"));

        List<String> found = verdict instanceof Verdict.Pass pass ? pass.reservations() : verdict.evidence();
        assertThat(found).anySatisfy(line -> assertThat(line).startsWith(path + finding));
    }

    static Stream<Arguments> lessPrecise() {
        return Stream.of(
                edit(
                        JAVA,
                        "assertEquals(3, Sum.of(1, 2));",
                        "assertNotNull(Sum.of(1, 2));",
                        ":2: the test 'adds' asserts less precisely"),
                edit(
                        SCRIPT,
                        "expect(sum(1, 2)).toBe(3)",
                        "expect(sum(1, 2)).toBeDefined()",
                        ":2: the test 'adds' asserts less precisely"));
    }

    @ParameterizedTest
    @MethodSource("lessPrecise")
    void wouldHaveAPersonLookAtAssertionsThatBecomeLessPrecise(String path, String from, String to, String finding) {
        assertThat(reservations(modify(path, from, to)))
                .singleElement()
                .asString()
                .startsWith(path + finding);
    }

    static Stream<Arguments> honest() {
        return Stream.of(
                edit(
                        JAVA,
                        "class SumTest {\n",
                        "class SumTest {\n    @Test\n    void addsNothing() {\n        assertEquals(0, Sum.of(0, 0));\n    }\n\n",
                        ""),
                edit(
                        JAVA,
                        "class SumTest {\n",
                        "class SumTest {\n    @Test\n    @DisabledOnOs(WINDOWS)\n    void addsOnLinux() {\n        assertEquals(0, Sum.of(0, 0));\n    }\n\n",
                        ""),
                edit(JAVA, "void adds()", "void addsTwoNumbers()", ""),
                edit(
                        JAVA,
                        "assertEquals(3, Sum.of(1, 2));",
                        "assertEquals(\n                3,\n                Sum.of(1, 2));",
                        ""),
                edit(JAVA, "0.01", "0.001", ""),
                edit(JAVA, "@Timeout(5)", "@Timeout(2)", ""),
                edit(JAVA, "isLessThan(100)", "isLessThan(50)", ""),
                edit(JAVA, "Sum.of(1, 2)", "Sum.of(1, 2, 0)", ""),
                edit(
                        JAVA,
                        "    @Test\n    void adds",
                        "    // @Disabled until the sum is right\n    @Test\n    void adds",
                        ""),
                edit(JAVA, "assertEquals(3, Sum.of(1, 2));", "assertEquals(4, Sum.of(1, 3));", ""),
                edit(
                        JAVA,
                        "        assertEquals(3, Sum.of(1, 2));\n        assertEquals(0.5, Sum.half(1), 0.01);\n    }\n",
                        "        assertSums();\n    }\n\n    private void assertSums() {\n        assertEquals(3, Sum.of(1, 2));\n        assertEquals(0.5, Sum.half(1), 0.01);\n    }\n",
                        ""),
                edit(PYTHON, "def test_half", "def test_zero():\n    assert total(0, 1) == 1\n\ndef test_half", ""),
                edit(PYTHON, "def test_adds", "def test_adds_two_numbers", ""),
                edit(PYTHON, "    assert total(1, 2) == 3\n", "    assert total(\n        1, 2,\n    ) == 3\n", ""),
                edit(PYTHON, "import pytest\n", "import pytest  # skip, xfail\n\nNAMES = \"pytest.mark.skip\"\n", ""),
                edit(PYTHON, "abs=0.001", "abs=0.0001", ""),
                edit(SCRIPT, "it('adds', () => {", "it('adds', async () => {", ""),
                edit(SCRIPT, "it('adds'", "it('adds two numbers'", ""),
                edit(
                        SCRIPT,
                        "  it('is precise'",
                        "  it('adds three', () => {\n    expect(sum(1, 2, 3)).toBe(6);\n  });\n\n  it('is precise'",
                        ""),
                edit(SCRIPT, "toBeCloseTo(0.5, 5)", "toBeCloseTo(0.5, 8)", ""),
                edit(GO, "func TestAdds", "func TestAddsTwo", ""),
                edit(
                        GO,
                        "func TestFast",
                        "func TestZero(t *testing.T) {\n\tassert.Equal(t, 0, Sum(0, 0))\n}\n\nfunc TestFast",
                        ""),
                edit(GO, "t.Errorf(\"got %d\", got)", "t.Fatalf(\"got %d\", got)", ""),
                edit(RUST, "a + b }", "b + a }", ""),
                edit(RUST, "fn adds_negatives", "fn adds_below_zero", ""),
                edit(
                        RUST,
                        "        assert_eq!(sum(-1, -2), -3);\n",
                        "        assert_eq!(sum(-1, -2), -3);\n        assert_eq!(sum(-1, 1), 0);\n",
                        ""),
                edit(
                        SHELL,
                        "@test \"refuses text\"",
                        "@test \"adds nothing\" {\n  run sum\n  [ \"$output\" = \"0\" ]\n}\n\n@test \"refuses text\"",
                        ""),
                edit(SHELL, "  run sum 1 2\n", "  rm -f log || true\n  run sum 1 2\n", ""),
                edit(PLAIN, "grep -q total README.md\n", "grep -q total README.md\nexit 0\n", ""),
                edit(PLAIN, "set -eu", "set -euo pipefail", ""),
                edit(CODE, "a + b", "b + a", ""),
                edit("pom.xml", "0.80", "0.85", ""),
                edit("package.json", "\"jest\"", "\"jest --coverage\"", ""),
                edit("pyproject.toml", "fail_under = 90", "show_missing = true\nfail_under = 90", ""));
    }

    @ParameterizedTest
    @MethodSource("honest")
    void letsAnHonestChangeThrough(String path, String from, String to, String ignored) {
        assertThat(check(modify(path, from, to))).isEqualTo(Verdict.pass());
    }

    @Test
    void refusesADeletedTestFile() {
        for (String path : List.of(JAVA, PYTHON, SCRIPT, GO, SHELL)) {
            assertThat(check(FileEdit.delete(path)).evidence())
                    .singleElement()
                    .asString()
                    .startsWith(path + ": the test file is deleted, and with it ");
        }
    }

    @Test
    void refusesATestFileThatNoToolFindsAnyMore() {
        assertThat(check(move(PYTHON, "tests/sum.py.txt", PYTHON_TEXT)).evidence())
                .containsExactly(PYTHON + ": the test file is deleted, and with it 3 tests");
    }

    @Test
    void letsTestsMoveToAnotherFile() {
        assertThat(check(move(PYTHON, "tests/test_total.py", PYTHON_TEXT))).isEqualTo(Verdict.pass());
        assertThat(check(move(GO, "total_test.go", GO_TEXT))).isEqualTo(Verdict.pass());
        int half = PYTHON_TEXT.indexOf("def test_half");
        assertThat(check(
                        write(PYTHON, PYTHON_TEXT.substring(0, half)),
                        create("tests/test_half.py", "import pytest\n\n" + PYTHON_TEXT.substring(half))))
                .isEqualTo(Verdict.pass());
    }

    @Test
    void wouldHaveAPersonLookAtAnExpectationThatChangesWithTheCodeOrWithoutIt() {
        FileEdit expectation = modify(JAVA, "assertEquals(3, Sum", "assertEquals(2, Sum");
        String doubt = JAVA + ":4: an assertion expects something else than before";

        assertThat(reservations(expectation)).containsExactly(doubt);
        assertThat(reservations(expectation, modify(CODE, "a + b", "a * b")))
                .containsExactly(doubt + ", and the code changes too");
        assertThat(reservations(expectation, modify(CODE, "return a + b", "return a  +  b /* both */")))
                .containsExactly(doubt);
    }

    static Stream<Arguments> otherAnswers() {
        return Stream.of(
                edit(PYTHON, "assert total(1, 2) == 3", "assert total(1, 2) == 4", ":4"),
                edit(SCRIPT, "expect(sum(1, 2)).toBe(3)", "expect(sum(1, 2)).toBe(4)", ":3"),
                edit(GO, "assert.Equal(t, 3, Sum(1, 2))", "assert.Equal(t, 4, Sum(1, 2))", ":13"),
                edit(RUST, "assert_eq!(sum(1, 2), 3)", "assert_eq!(sum(1, 2), 4)", ":9"),
                edit(SHELL, "\"$output\" = \"3\"", "\"$output\" = \"4\"", ":4"));
    }

    @ParameterizedTest
    @MethodSource("otherAnswers")
    void wouldHaveAPersonLookAtAnotherAnswerToTheSameQuestion(String path, String from, String to, String line) {
        assertThat(reservations(modify(path, from, to)))
                .containsExactly(path + line + ": an assertion expects something else than before");
    }

    @Test
    void takesATurnedAssertionForAnotherAnswer() {
        Map<String, String> base = Map.of(PYTHON, "def test_x():\n    self.assertTrue(f(1))\n");

        assertThat(reservations(check(base, write(PYTHON, "def test_x():\n    self.assertFalse(f(1))\n"))))
                .containsExactly(PYTHON + ":2: an assertion expects something else than before");
    }

    @Test
    void letsATestGoTogetherWithTheCodeThatItTestsAndSaysSo() {
        String code = CODE_TEXT.replace("\n    static double half(int a) {\n        return a / 2.0;\n    }\n", "");
        String test = JAVA_TEXT.replace("        assertEquals(0.5, Sum.half(1), 0.01);\n", "");
        String python = "def half(a):\n    return a / 2\n\ndef total(a, b):\n    return a + b\n";
        Map<String, String> base = new HashMap<>(BASE);
        base.put("sum.py", python);
        int half = PYTHON_TEXT.indexOf("def test_half");

        assertThat(check(write(CODE, code), write(JAVA, test))).isEqualTo(Verdict.pass());
        assertThat(check(
                        base,
                        write("sum.py", python.substring(python.indexOf("def total"))),
                        write(PYTHON, PYTHON_TEXT.substring(0, half))))
                .isEqualTo(Verdict.pass(
                        PYTHON + ":11: the test 'test_half' is removed together with the code that it tests"));
    }

    @Test
    void wouldHaveAPersonLookAtATestThatGoesWhileTheCodeItTestsIsOnlyRenamed() {
        String python = "def half(a):\n    return a / 2\n";
        Map<String, String> base = new HashMap<>(BASE);
        base.put("sum.py", python);

        assertThat(reservations(check(
                        base,
                        write("sum.py", python.replace("half", "halved")),
                        write(PYTHON, PYTHON_TEXT.substring(0, PYTHON_TEXT.indexOf("def test_half"))))))
                .containsExactly(PYTHON + ":11: the test 'test_half' is removed");
    }

    @Test
    void letsATwinGo() {
        Map<String, String> base = new HashMap<>(BASE);
        String twins =
                "def test_one():\n    assert f() == 1\n\ndef test_two():\n    assert f() == 1\n    assert f() == 1\n";
        base.put("tests/test_twins.py", twins + "\ndef test_three():\n    assert f() == 1\n");

        assertThat(check(base, write("tests/test_twins.py", twins)))
                .isEqualTo(Verdict.pass(
                        "tests/test_twins.py:8: the test 'test_three' is removed, and another that is the same stays"));
        assertThat(check(
                        base,
                        write(
                                "tests/test_twins.py",
                                twins.replace("    assert f() == 1\n    assert f() == 1\n", "    assert f() == 1\n")
                                        + "\ndef test_three():\n    assert f() == 1\n")))
                .isEqualTo(Verdict.pass());
    }

    @Test
    void takesALongerNameForTheSameTest() {
        assertThat(check(modify(
                        PYTHON,
                        "def test_adds():\n    assert total(1, 2) == 3\n",
                        "def test_adds_all():\n    assert total(1, 2, 3) == 6\n")))
                .isEqualTo(Verdict.pass());
    }

    @Test
    void leavesPluginsAloneThatTestNothing() {
        assertThat(check(modify("pom.xml", "<rule>", "<artifactId>proguard</artifactId><skip>true</skip><rule>")))
                .isEqualTo(Verdict.pass());
        assertThat(check(modify("pom.xml", "<rule>", "<artifactId>jacoco</artifactId><skip>true</skip><rule>")))
                .isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void saysThatItCannotLookThroughAHugeFile() {
        assertThat(check(create("tests/test_huge.py", "#".repeat(3 << 20))))
                .isEqualTo(Verdict.unknown("tests/test_huge.py: is too large to be looked through for tests"));
    }

    private List<String> reservations(FileEdit... edits) {
        return reservations(check(edits));
    }

    private static List<String> reservations(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        return ((Verdict.Pass) verdict).reservations();
    }

    private Verdict check(FileEdit... edits) {
        return check(BASE, edits);
    }

    private Verdict check(Map<String, String> base, FileEdit... edits) {
        Map<String, byte[]> files = new HashMap<>();
        base.forEach((path, text) -> files.put(path, text.getBytes(UTF_8)));
        return gate.check(Candidates.of(FileTree.of(files), new Edits(new ArrayList<>(List.of(edits)))));
    }

    private static Arguments edit(String path, String from, String to, String finding) {
        return Arguments.of(path, from, to, finding);
    }

    private static FileEdit modify(String path, String from, String to) {
        String text = BASE.getOrDefault(path, "");
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return write(path, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private static FileEdit write(String path, String text) {
        return FileEdit.modify(path, FileMode.REGULAR, text.getBytes(UTF_8));
    }

    private static FileEdit create(String path, String text) {
        return FileEdit.create(path, FileMode.REGULAR, text.getBytes(UTF_8));
    }

    private static FileEdit move(String from, String to, String text) {
        return FileEdit.move(from, to, FileMode.REGULAR, text.getBytes(UTF_8));
    }
}
