package dev.pimainteno.report;

import dev.pimainteno.report.Reports.Coverage;
import dev.pimainteno.report.Reports.Finding;
import dev.pimainteno.report.Reports.TestEnd;
import dev.pimainteno.report.Reports.TestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the reports say of a change. Immutable.
 *
 * @param failures what must not be
 * @param reservations what a person should look at
 * @param notes what else there is to say
 */
public record ReportComparison(List<String> failures, List<String> reservations, List<String> notes) {
    /** By so many points coverage may fall; removed code that was covered does that, too. */
    private static final double TOLERANCE = 0.5;

    private static final int MOST_NAMED = 10;

    public ReportComparison {
        failures = List.copyOf(failures);
        reservations = List.copyOf(reservations);
        notes = List.copyOf(notes);
    }

    /**
     * Compares the reports of two runs that succeeded.
     *
     * @param before without the change
     * @param after with it
     */
    public static ReportComparison of(Reports before, Reports after) {
        return compare(before, after, false);
    }

    /**
     * Compares the reports of a run that failed with those of one that succeeded. A run that fails may end before everything was
     * looked at, and may name a test for what it could not begin.
     *
     * @param before without the change
     * @param after with it
     */
    public static ReportComparison ofMended(Reports before, Reports after) {
        return compare(before, after, true);
    }

    private static ReportComparison compare(Reports before, Reports after, boolean mended) {
        List<String> failures = new ArrayList<>();
        List<String> reservations = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean standIns = mended && bringsSuites(before.tests(), after.tests());
        tests(
                standIns ? comparable(before.tests(), after.tests()) : before.tests(),
                after.tests(),
                failures,
                reservations,
                notes);
        before.coverage()
                .forEach((kind, was) -> coverage(kind, was, after.coverage().get(kind), reservations, notes));
        List<Finding> errors = after.errors().stream()
                .filter(error -> !before.errors().contains(error))
                .sorted(Comparator.comparing(Finding::toString))
                .toList();
        if (!errors.isEmpty() && mended) {
            reservations.add(
                    named(errors.size(), "finding", "of the level error, new or not looked for before", errors));
        } else if (!errors.isEmpty()) {
            failures.add(named(errors.size(), "new finding", "of the level error", errors));
        }
        return new ReportComparison(failures, reservations, notes);
    }

    private static void tests(
            Map<TestName, TestEnd> before,
            Map<TestName, TestEnd> after,
            List<String> failures,
            List<String> reservations,
            List<String> notes) {
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        List<TestName> failing = moved(before, after, TestEnd.PASSED, TestEnd.FAILED);
        if (!failing.isEmpty()) {
            failures.add(
                    named(failing.size(), "test", "fail that passed before, although the command succeeds", failing));
        }
        List<TestName> skipped = moved(before, after, TestEnd.PASSED, TestEnd.SKIPPED);
        if (!skipped.isEmpty()) {
            reservations.add(named(skipped.size(), "test", "skipped now, passed before", skipped));
        }
        List<TestName> silenced = moved(before, after, TestEnd.FAILED, TestEnd.SKIPPED);
        if (!silenced.isEmpty()) {
            reservations.add(named(silenced.size(), "test", "skipped now, failed before", silenced));
        }
        List<TestName> gone = gone(before, after);
        if (!gone.isEmpty()) {
            reservations.add(named(gone.size(), "test", "gone that ran before", gone));
        }
        notes.add("reports: " + ran(before) + " tests ran before the change, " + ran(after) + " after");
    }

    /** Tells whether a suite runs of which nothing ran before. */
    private static boolean bringsSuites(Map<TestName, TestEnd> before, Map<TestName, TestEnd> after) {
        Set<String> known = before.keySet().stream().map(TestName::suite).collect(Collectors.toSet());
        return after.entrySet().stream()
                .anyMatch(test -> test.getValue() == TestEnd.PASSED
                        && !known.contains(test.getKey().suite()));
    }

    /** Returns tests without those that failed and are gone: each stood for a suite that could not begin. */
    private static Map<TestName, TestEnd> comparable(Map<TestName, TestEnd> before, Map<TestName, TestEnd> after) {
        Map<TestName, TestEnd> tests = new HashMap<>(before);
        tests.entrySet().removeIf(test -> test.getValue() == TestEnd.FAILED && !after.containsKey(test.getKey()));
        return tests;
    }

    /** A test with another name in the place of one that is gone was renamed. */
    private static List<TestName> gone(Map<TestName, TestEnd> before, Map<TestName, TestEnd> after) {
        Map<String, Integer> fresh = new HashMap<>();
        after.forEach((name, end) -> {
            if (!before.containsKey(name) && end == TestEnd.PASSED) {
                fresh.merge(name.suite(), 1, Integer::sum);
            }
        });
        Map<String, List<TestName>> gone = new TreeMap<>();
        before.forEach((name, end) -> {
            if (end != TestEnd.SKIPPED && !after.containsKey(name)) {
                gone.computeIfAbsent(name.suite(), suite -> new ArrayList<>()).add(name);
            }
        });
        List<TestName> all = new ArrayList<>();
        gone.forEach((suite, names) -> {
            if (names.size() > fresh.getOrDefault(suite, 0)) {
                all.addAll(sorted(names));
            }
        });
        return all;
    }

    private static List<TestName> moved(
            Map<TestName, TestEnd> before, Map<TestName, TestEnd> after, TestEnd from, TestEnd to) {
        return sorted(before.keySet().stream()
                .filter(name -> before.get(name) == from && after.get(name) == to)
                .toList());
    }

    private static List<TestName> sorted(Collection<TestName> names) {
        return names.stream().sorted(Comparator.comparing(TestName::toString)).toList();
    }

    private static long ran(Map<TestName, TestEnd> tests) {
        return tests.values().stream().filter(end -> end != TestEnd.SKIPPED).count();
    }

    private static void coverage(
            String kind,
            Coverage was,
            @org.jspecify.annotations.Nullable Coverage is,
            List<String> reservations,
            List<String> notes) {
        if (is == null) {
            reservations.add("there is no coverage report of " + kind + " any more");
            return;
        }
        String both = String.format(
                Locale.ROOT,
                "%.1f %% of lines before the change, %.1f %% after (%s)",
                was.percent(),
                is.percent(),
                kind);
        if (is.percent() < was.percent() - TOLERANCE) {
            reservations.add("coverage falls: " + both);
        } else {
            notes.add("coverage: " + both);
        }
    }

    private static String named(int number, String what, String how, List<?> which) {
        StringBuilder text = new StringBuilder()
                .append(number)
                .append(' ')
                .append(what)
                .append(number == 1 ? " " : "s ")
                .append(how)
                .append(": ");
        for (int i = 0; i < Math.min(MOST_NAMED, which.size()); i++) {
            text.append(i == 0 ? "" : ", ").append(which.get(i).toString().replaceAll("\\p{Cntrl}+", " "));
        }
        return text.append(which.size() > MOST_NAMED ? ", ..." : "").toString();
    }
}
