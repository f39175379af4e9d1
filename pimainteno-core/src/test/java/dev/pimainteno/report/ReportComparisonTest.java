package dev.pimainteno.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.report.Reports.Coverage;
import dev.pimainteno.report.Reports.Finding;
import dev.pimainteno.report.Reports.TestEnd;
import dev.pimainteno.report.Reports.TestName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportComparisonTest {
    private final Reports before = tests("adds", TestEnd.PASSED, "divides", TestEnd.PASSED, "waits", TestEnd.SKIPPED);

    @Test
    void hasNothingAgainstMoreTests() {
        Reports after = tests(
                "adds", TestEnd.PASSED, "divides", TestEnd.PASSED, "waits", TestEnd.SKIPPED, "new", TestEnd.PASSED);

        ReportComparison comparison = ReportComparison.of(before, after);

        assertThat(comparison.failures()).isEmpty();
        assertThat(comparison.reservations()).isEmpty();
        assertThat(comparison.notes()).containsExactly("reports: 2 tests ran before the change, 3 after");
    }

    @Test
    void isReservedAboutTestsThatAreGone() {
        assertThat(ReportComparison.of(before, tests("adds", TestEnd.PASSED)).reservations())
                .containsExactly("1 test gone that ran before: till.TillTest.divides");
        assertThat(ReportComparison.of(before, Reports.none()).reservations())
                .containsExactly("2 tests gone that ran before: till.TillTest.adds, till.TillTest.divides");
    }

    @Test
    void takesATestOfTheSameSuiteForARenamedOne() {
        Reports after = tests("adds", TestEnd.PASSED, "dividesExactly", TestEnd.PASSED);

        assertThat(ReportComparison.of(before, after).reservations()).isEmpty();
    }

    @Test
    void doesNotTakeASkippedTestForARenamedOne() {
        Reports after = tests("adds", TestEnd.PASSED, "dividesExactly", TestEnd.SKIPPED);

        assertThat(ReportComparison.of(before, after).reservations()).hasSize(1);
    }

    @Test
    void isReservedAboutTestsThatAreSkippedNow() {
        Reports after = tests("adds", TestEnd.PASSED, "divides", TestEnd.SKIPPED);

        assertThat(ReportComparison.of(before, after).reservations())
                .containsExactly("1 test skipped now, passed before: till.TillTest.divides");
    }

    @Test
    void failsATestThatFailsAlthoughTheCommandSucceeds() {
        Reports after = tests("adds", TestEnd.PASSED, "divides", TestEnd.FAILED);

        assertThat(ReportComparison.of(before, after).failures())
                .singleElement()
                .asString()
                .contains("divides");
    }

    @Test
    void isReservedAboutCoverageThatFallsByMoreThanALittle() {
        assertThat(ReportComparison.of(covered(900, 100), covered(896, 104)).reservations())
                .isEmpty();
        assertThat(ReportComparison.of(covered(900, 100), covered(890, 110)).reservations())
                .containsExactly("coverage falls: 90.0 % of lines before the change, 89.0 % after (JaCoCo)");
        assertThat(ReportComparison.of(covered(900, 100), Reports.none()).reservations())
                .hasSize(1);
    }

    @Test
    void failsNewErrorsWhereverTheyStand() {
        Finding old = new Finding("S1", "a.c", 3, "overflow");
        Finding moved = new Finding("S1", "a.c", 9, "overflow");
        Finding fresh = new Finding("S2", "a.c", 9, "leak");

        assertThat(ReportComparison.of(found(old), found(moved)).failures()).isEmpty();
        assertThat(ReportComparison.of(found(old), found(moved, fresh)).failures())
                .containsExactly("1 new finding of the level error: S2 in a.c:9: leak");
    }

    @Test
    void doesNotMissATestThatStoodForASuiteThatCouldNotBegin() {
        TestName standIn = new TestName("pytest", "tests.test_till");
        Reports red = new Reports(Map.of(standIn, TestEnd.FAILED), Map.of(), Map.of(), Set.of(), List.of());
        Reports after = tests("adds", TestEnd.PASSED);

        assertThat(ReportComparison.ofMended(red, after).reservations()).isEmpty();
        assertThat(ReportComparison.of(red, after).reservations())
                .containsExactly("1 test gone that ran before: pytest.tests.test_till");
    }

    @Test
    void missesATestThatFailedInARunThatBecameGreen() {
        Reports red = tests("adds", TestEnd.PASSED, "divides", TestEnd.FAILED, "waits", TestEnd.FAILED);

        assertThat(ReportComparison.ofMended(red, tests("adds", TestEnd.PASSED, "waits", TestEnd.SKIPPED))
                        .reservations())
                .containsExactly(
                        "1 test skipped now, failed before: till.TillTest.waits",
                        "1 test gone that ran before: till.TillTest.divides");
        assertThat(ReportComparison.ofMended(red, tests("adds", TestEnd.FAILED)).failures())
                .hasSize(1);
    }

    private static Reports tests(Object... namesAndEnds) {
        Map<TestName, TestEnd> tests = new HashMap<>();
        for (int i = 0; i < namesAndEnds.length; i += 2) {
            tests.put(new TestName("till.TillTest", (String) namesAndEnds[i]), (TestEnd) namesAndEnds[i + 1]);
        }
        return new Reports(tests, Map.of(), Map.of(), Set.of(), List.of());
    }

    private static Reports covered(long covered, long missed) {
        return new Reports(Map.of(), Map.of(), Map.of("JaCoCo", new Coverage(covered, missed)), Set.of(), List.of());
    }

    private static Reports found(Finding... findings) {
        return new Reports(Map.of(), Map.of(), Map.of(), Set.of(findings), List.of());
    }
}
