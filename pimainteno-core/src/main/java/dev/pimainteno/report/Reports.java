package dev.pimainteno.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the reports of one run of a project's commands say. Immutable.
 *
 * @param tests how each test ended, by its name
 * @param failures what failed tests said, by the test's name
 * @param coverage by the kind of report
 * @param errors findings of the level error
 * @param unreadable reports that say nothing, and why
 */
public record Reports(
        Map<TestName, TestEnd> tests,
        Map<TestName, String> failures,
        Map<String, Coverage> coverage,
        Set<Finding> errors,
        List<String> unreadable) {
    /** How a test ended; of several ends under one name the worst that was not skipped counts. */
    public enum TestEnd {
        SKIPPED,
        PASSED,
        FAILED
    }

    /** A test's name. */
    public record TestName(String suite, String test) {
        @Override
        public String toString() {
            return suite.isEmpty() ? test : suite + "." + test;
        }
    }

    /** How many lines are run by tests. */
    public record Coverage(long covered, long missed) {
        /** Returns the part that is covered, in percent; 100 where there is nothing to cover. */
        public double percent() {
            long all = covered + missed;
            return all == 0 ? 100 : 100.0 * covered / all;
        }

        Coverage plus(Coverage other) {
            return new Coverage(covered + other.covered, missed + other.missed);
        }
    }

    /**
     * Something that a tool has found.
     *
     * @param line where, or 0; lines move, so that two findings are the same wherever they are in a file
     */
    public record Finding(String rule, String file, int line, String message) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Finding finding
                    && rule.equals(finding.rule)
                    && file.equals(finding.file)
                    && message.equals(finding.message);
        }

        @Override
        public int hashCode() {
            return java.util.Objects.hash(rule, file, message);
        }

        @Override
        public String toString() {
            return rule + " in " + file + (line > 0 ? ":" + line : "") + ": " + message;
        }
    }

    public Reports {
        tests = Map.copyOf(tests);
        failures = Map.copyOf(failures);
        coverage = Map.copyOf(coverage);
        errors = Set.copyOf(errors);
        unreadable = List.copyOf(unreadable);
    }

    /** Returns reports that say nothing. */
    public static Reports none() {
        return new Reports(Map.of(), Map.of(), Map.of(), Set.of(), List.of());
    }

    /** Takes what readers find. For one thread. */
    static final class Collection {
        private static final int MOST_TESTS = 200_000;
        private static final int MOST_FINDINGS = 10_000;
        private static final int LONGEST = 2_000;

        private final Map<TestName, TestEnd> tests = new LinkedHashMap<>();
        private final Map<TestName, String> failures = new LinkedHashMap<>();
        private final Map<String, Coverage> coverage = new LinkedHashMap<>();
        private final Set<Finding> errors = new LinkedHashSet<>();
        private final List<String> unreadable = new ArrayList<>();

        void test(String suite, String test, TestEnd end, String message) {
            TestName name = new TestName(cut(suite), cut(test));
            if (tests.size() < MOST_TESTS || tests.containsKey(name)) {
                tests.merge(name, end, (one, other) -> one.compareTo(other) > 0 ? one : other);
                if (end == TestEnd.FAILED) {
                    failures.putIfAbsent(name, cut(message));
                }
            }
        }

        void coverage(String kind, Coverage more) {
            coverage.merge(kind, more, Coverage::plus);
        }

        void error(String rule, String file, int line, String message) {
            if (errors.size() < MOST_FINDINGS) {
                errors.add(new Finding(cut(rule), cut(file), line, cut(message)));
            }
        }

        void unreadable(String what) {
            unreadable.add(cut(what));
        }

        Reports toReports() {
            return new Reports(tests, failures, coverage, errors, unreadable);
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        }
    }
}
