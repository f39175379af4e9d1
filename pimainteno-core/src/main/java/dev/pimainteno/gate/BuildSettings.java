package dev.pimainteno.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of build files that say how much is tested and how strictly. */
final class BuildSettings {
    private static final Pattern FILE = Pattern.compile(
            "(?:.*/)?(?:pom\\.xml|[^/]+\\.gradle(?:\\.kts)?|package\\.json|(?:jest|vitest|vite|karma)\\.config\\.\\w+|\\.nycrc(?:\\.json)?|\\.c8rc(?:\\.json)?"
                    + "|\\.mocharc\\.\\w+|pyproject\\.toml|setup\\.cfg|tox\\.ini|pytest\\.ini|\\.coveragerc|noxfile\\.py|Makefile|justfile|Cargo\\.toml|\\.?codecov\\.ya?ml"
                    + "|\\.?eslintrc[^/]*|eslint\\.config\\.\\w+|\\.golangci\\.ya?ml)");
    /** Lower is laxer. */
    private static final Pattern MINIMUM = Pattern.compile(
            "(?<name><minimum>|\\bminimum\\b|<(?:line|branch|mutation|coverage)\\w*(?:Rate|Threshold)>|\\bfail[_-]under\\b|--cov-fail-under|[\"']?\\b(?:branches|functions|lines|statements)\\b[\"']?\\s*:"
                    + "|\\btarget:)[\\s=:(\"']*(?<value>\\d+(?:\\.\\d+)?)");

    private static final Pattern OFF = Pattern.compile(
            "<(?:skipTests|maven\\.test\\.skip|skipITs|testFailureIgnore|maven\\.test\\.failure\\.ignore|skip)>\\s*true"
                    + "|\\bignoreFailures\\s*(?:=|\\.set\\()?\\s*true|--passWithNoTests|\\bpassWithNoTests[\"']?\\s*:\\s*true|\"test\"\\s*:\\s*\"(?:echo|exit 0|true)\\b"
                    + "|(?:test|lint|check)[^\\n]*\\|\\|\\s*(?:true|exit 0|:)(?=[\\s\"']|$)|--ignore(?:-glob)?[= ]\\S*test\\S*|--deselect[= ]\\S+|-k[ '\"]+not \\w+"
                    + "|testPathIgnorePatterns[^\\]]*\\w+\\.(?:test|spec)|<exclude>[^<]*Test[^<]*</exclude>|\\bexclude\\s*\\(?[ '\"]+[^'\"\\n]*Test[^'\"\\n]*|exit-zero|--no-run\\b");
    private static final Pattern STRICT =
            Pattern.compile("(?<name>[\\w@/-]+)[\"']?\\s*[:=]\\s*\\[?\\s*[\"'](?<level>error|deny|forbid)[\"']");

    private static final Pattern CHECKING_PLUGIN =
            Pattern.compile("(?i)surefire|failsafe|jacoco|pitest|checkstyle|spotbugs|pmd|enforcer|test");
    private static final int NEAR = 600;

    private BuildSettings() {}

    /** Returns what a change lowers in a file, a line each; nothing if the file is not one of a build. */
    static List<String> lowered(String path, String before, String after) {
        List<String> findings = new ArrayList<>();
        if (FILE.matcher(path).matches() && !before.isEmpty()) {
            minimums(path, before, after, findings);
            off(path, before, after, findings);
            levels(path, before, after, findings);
        }
        return findings;
    }

    private static void minimums(String path, String before, String after, List<String> findings) {
        Map<String, List<Double>> old = new HashMap<>();
        MINIMUM.matcher(before)
                .results()
                .forEach(match -> old.computeIfAbsent(match.group(1), name -> new ArrayList<>())
                        .add(Double.parseDouble(match.group(2))));
        Map<String, Integer> seen = new HashMap<>();
        Matcher now = MINIMUM.matcher(after);
        while (now.find()) {
            String name = now.group("name");
            int index = seen.merge(name, 1, Integer::sum) - 1;
            List<Double> values = old.getOrDefault(name, List.of());
            if (index < values.size() && Double.parseDouble(now.group("value")) < values.get(index)) {
                findings.add(at(path, after, now.start()) + "lowers a limit of coverage to " + now.group("value"));
            }
        }
        old.forEach((name, values) -> {
            if (seen.getOrDefault(name, 0) < values.size()) {
                findings.add(path + ": takes a limit of coverage away");
            }
        });
    }

    private static void off(String path, String before, String after, List<String> findings) {
        Matcher now = OFF.matcher(after);
        while (now.find()) {
            if (!before.contains(now.group()) && isOfTests(after, now)) {
                findings.add(at(path, after, now.start()) + "turns tests or checks off");
            }
        }
    }

    /** Maven plugins of any kind can be skipped. */
    private static boolean isOfTests(String text, Matcher found) {
        return !found.group().startsWith("<skip>")
                || CHECKING_PLUGIN
                        .matcher(text.substring(Math.max(0, found.start() - NEAR), found.start()))
                        .find();
    }

    private static void levels(String path, String before, String after, List<String> findings) {
        STRICT.matcher(before).results().forEach(match -> {
            Matcher softer = Pattern.compile("(?<![\\w@/-])" + Pattern.quote(match.group(1))
                            + "[\"']?\\s*[:=]\\s*\\[?\\s*[\"'](?:warn|off|allow)[\"']")
                    .matcher(after);
            if (softer.find() && !before.contains(softer.group())) {
                findings.add(at(path, after, softer.start()) + "lowers the level of " + match.group(1));
            }
        });
    }

    private static String at(String path, String text, int position) {
        return path + ":"
                + (1
                        + text.substring(0, position)
                                .chars()
                                .filter(c -> c == '\n')
                                .count()) + ": ";
    }
}
