package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldTestsTest {

    @ParameterizedTest
    @CsvSource({
        "src/main/java/Sum.java, src/test/java/SumTest.java",
        "src/main/java/Sum.java, src/test/resources/sums.json",
        "src/main/kotlin/Sum.kt, src/integrationTest/kotlin/SumSpec.kt",
        "src/main/kotlin/Sum.kt, src/integrationTest/resources/sums.sql",
        "src/main/java/Sum.java, src/itest/java/Sums.java",
        "src/main/java/Sum.java, src/integration-test/java/Sums.java",
        "src/main/java/Sum.java, src/test/java/SumTest.adds.approved.txt",
        "shop/sum.py, tests/test_sum.py",
        "shop/sum.py, shop/sum_test.py",
        "shop/sum.py, conftest.py",
        "shop/sum.py, tests/data/sums.csv",
        "shop/sum.py, tests/__snapshots__/test_sum.ambr",
        "shop/sum.py, shop/fixtures/sums.json",
        "src/sum.ts, src/sum.test.ts",
        "src/sum.ts, src/__tests__/sum.ts",
        "src/sum.ts, src/__snapshots__/sum.test.ts.snap",
        "src/sum.js, spec/sum.js",
        "src/sum.js, src/__mocks__/prices.js",
        "sum.go, sum_test.go",
        "sum.go, testdata/sums.txt",
        "sum.go, internal/sum.golden",
        "src/lib.rs, tests/sum.rs",
        "src/lib.rs, tests/ui/sum.stderr",
        "src/lib.rs, src/snapshots/shop__sum.snap",
        "bin/sum.sh, test/sum.bats",
        "bin/sum.sh, test_sum.sh",
        "bin/sum.sh, test/fixtures/sums.sh",
        "Sum/Sum.cs, Sum.Tests/SumTest.cs",
        "Sources/Sum.swift, Tests/SumTests/SumTests.swift"
    })
    void leavesTestsAndWhatBelongsToThemAsTheyWere(String code, String test) {
        FileEdit codeEdit = modify(code, "new");
        FileTree base = FileTree.of(Map.of(code, bytes("old"), test, bytes("old")));

        OldTests oldTests = OldTests.of(base, new Edits(List.of(codeEdit, modify(test, "new"))));

        assertThat(oldTests.edits()).contains(Edits.of(codeEdit));
        assertThat(oldTests.left()).containsExactly(test);
        assertThat(oldTests.beside()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "src/main/java/Sum.java, src/main/resources/sums.json",
        "src/main/java/Sum.java, src/contest/sums.json",
        "src/main/java/Sum.java, src/contest/java/Sums.java",
        "src/main/java/Sum.java, src/latest/java/Sums.java",
        "shop/sum.py, shop/testing.py",
        "shop/sum.py, docs/test.md",
        "src/order.ts, src/order.approved.ts",
        "sum.go, snapshots/manager.go",
        "src/lib.rs, src/golden.rs"
    })
    void takesNothingForATestThatOnlyLooksLikeOne(String one, String other) {
        FileTree base = FileTree.of(Map.of(one, bytes("old"), other, bytes("old")));

        OldTests oldTests = OldTests.of(base, new Edits(List.of(modify(one, "new"), modify(other, "new"))));

        assertThat(oldTests).isEqualTo(OldTests.of(base, Edits.of(modify(one, "new"))));
        assertThat(oldTests.left()).isEmpty();
    }

    @Test
    void leavesOutATestThatIsNewOrThatGoes() {
        FileEdit code = modify("sum.go", "new");
        FileTree base = FileTree.of(Map.of("sum.go", bytes("old"), "testdata/sums.txt", bytes("old")));

        OldTests oldTests = OldTests.of(
                base,
                new Edits(List.of(
                        code,
                        FileEdit.create("sum_test.go", FileMode.REGULAR, bytes("new")),
                        FileEdit.delete("testdata/sums.txt"))));

        assertThat(oldTests.edits()).contains(Edits.of(code));
        assertThat(oldTests.left()).containsExactlyInAnyOrder("sum_test.go", "testdata/sums.txt");
    }

    @Test
    void needsNoTrialOfTestsOrProseAlone() {
        FileTree base = FileTree.of(Map.of("testdata/sums.txt", bytes("old"), "README.md", bytes("old")));

        OldTests oldTests =
                OldTests.of(base, new Edits(List.of(modify("testdata/sums.txt", "new"), modify("README.md", "new"))));

        assertThat(oldTests.edits()).isEmpty();
        assertThat(oldTests.left()).containsExactly("testdata/sums.txt");
    }

    @Test
    void keepsTheOldTestsOfARustFileUnderItsNewCode() {
        String tests =
                "#[cfg(test)]\nmod tests {\n    #[test]\n    fn adds() { assert_eq!(super::add(2, 2), 4); }\n}\n";
        FileTree before = FileTree.of(Map.of("src/lib.rs", ("pub fn add() {}\n" + tests).getBytes(UTF_8)));
        String changed = "pub fn add2() {}\n" + tests.replace("4", "5");

        OldTests oldTests = OldTests.of(before, Edits.of(modify("src/lib.rs", changed)));

        assertThat(oldTests.beside()).isEmpty();
        assertThat(oldTests.edits()).contains(Edits.of(modify("src/lib.rs", "pub fn add2() {}\n" + tests)));
    }

    @Test
    void saysWhichRustFilesMixTestsAndCode() {
        String mixed = "#[test]\nfn adds() { assert_eq!(add(2, 2), 4); }\npub fn add() {}\n";
        FileTree before = FileTree.of(Map.of("src/lib.rs", mixed.getBytes(UTF_8)));

        OldTests oldTests = OldTests.of(before, Edits.of(modify("src/lib.rs", mixed.replace("4", "5"))));

        assertThat(oldTests.beside()).containsExactly("src/lib.rs");
        assertThat(oldTests.edits()).isEmpty();
    }

    private static FileEdit modify(String path, String content) {
        return FileEdit.modify(path, FileMode.REGULAR, bytes(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
