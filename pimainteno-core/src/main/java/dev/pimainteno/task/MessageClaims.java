package dev.pimainteno.task;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a commit's message what cannot be so. Whoever wrote it has seen the diff and nothing else: what was run, measured or
 * reviewed it cannot know, and tests, files, functions, advisories and addresses that the diff does not show it has made up.
 */
final class MessageClaims {
    private static final Pattern RUN = Pattern.compile(
            "(?<!\\bmake )(?<!\\bmake the )(?<!\\blet )(?<!\\blet the )"
                    + "\\b(?:tests?|checks|builds?|suite|ci|everything)\\s+(?:(?:now|still|all|have|has|should|do|does)\\s+)*"
                    + "(?:pass(?:es|ed)?|succeed(?:s|ed)?|(?:is|are|stays?|remains?)\\s+green)\\b"
                    + "|\\bpass(?:es|ed|ing)?\\s+all\\s+(?:\\w+\\s+){0,2}(?:tests|checks)\\b"
                    + "|\\b(?:tested|verified)\\s+(?:with|that|on|locally|manually|against)\\b"
                    + "|\\b(?:i|we)(?:'ve|\\s+have)?\\s+(?:ran|tested|verified|checked|measured|benchmarked|reviewed)\\b"
                    + "|\\ball\\s+(?:tests\\s+)?green\\b"
                    + "|\\b(?:with|has|have|causes?|introduces?|shows?)\\s+no\\s+(?:known\\s+|new\\s+)?regressions?\\b"
                    + "|\\b(?:security\\s+)?(?:reviewed|approved|audited|signed\\s+off)\\s+by\\b"
                    + "|\\bbenchmarks?\\s+(?:show|confirm|prove)s?\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MEASURED = Pattern.compile(
            "\\b(\\d{1,4}(?:\\.\\d{1,3})?)\\s?(?:%|percent\\b|x\\b|×|times\\b|-fold\\b)\\s+(?:faster|slower|quicker|smaller"
                    + "|less\\s+(?:memory|time|cpu)|speed-?up|fewer\\s+(?:allocations|queries|requests))"
                    + "|\\b(?:faster|quicker|speed|performance|latency|throughput|memory|time)\\b[^.;]{0,30}?\\bby\\s+"
                    + "(?:about\\s+|around\\s+|up\\s+to\\s+|~\\s?)?(\\d{1,4}(?:\\.\\d{1,3})?)\\s?(?:%|percent\\b|x\\b|×)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TESTS = Pattern.compile(
            "\\b(?:add|adds|added|adding|write|writes|include|includes|including|introduce|create|extend|provide)\\s+"
                    + "(?:\\w+[\\s-]+){0,3}?(?:tests\\b(?!\\s+(?:for|if|whether|that)\\s+(?:null|none|nil|empty))"
                    + "|(?:unit|regression|integration|property|missing|end-to-end)[\\s-]+test\\b|test\\s+(?:cases?|coverage|suites?)\\b)"
                    + "|\\b(?:is|are|now)\\s+covered\\s+by\\s+(?:\\w+\\s+){0,2}tests?\\b"
                    + "|\\b(?:with|plus|and)\\s+(?:a\\s+)?(?:new\\s+)?(?:unit|regression|integration)\\s+tests?\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADVISORY = Pattern.compile(
            "\\b(?:CVE-\\d{4}-\\d{3,}|GHSA(?:-[0-9a-z]{4}){3}|CWE-\\d+|RUSTSEC-\\d{4}-\\d+|PYSEC-\\d{4}-\\d+)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<![\\w&#])#\\d+\\b|\\bgh-\\d+\\b|\\b(?:https?|ftp|ssh)://[^\\s)>\\]\"'`]+|\\bwww\\.[^\\s)>\\]\"'`]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w./-])[\\w.-]+(?:/[\\w.-]+)*\\.(?:java|kt|kts|scala|groovy|gradle|py|pyi|js|jsx|mjs|cjs|ts|tsx|go|rs"
                    + "|c|cc|cpp|cxx|h|hpp|cs|rb|php|swift|sh|bash|sql|html?|css|scss|md|rst|adoc|txt|toml|ya?ml|json|xml|ini|cfg|conf|properties"
                    + "|lock|service|proto|cmake|mk)(?![\\w/-]|\\.\\w)");
    /** Products whose names look like files. */
    private static final Set<String> PRODUCTS = Set.of(
            "node.js",
            "next.js",
            "vue.js",
            "react.js",
            "express.js",
            "three.js",
            "d3.js",
            "nuxt.js",
            "io.js",
            "ember.js",
            "backbone.js",
            "chart.js",
            "moment.js",
            "alpine.js",
            "asp.net",
            "discord.js");

    private static final Pattern DOCUMENT =
            Pattern.compile("\\b(?:README|CHANGELOG|CONTRIBUTING|Dockerfile|Makefile)\\b");
    private static final Pattern FUNCTION = Pattern.compile("(?<![\\w`])(?:\\w+(?:\\.|::|->|#))*([A-Za-z_]\\w+)\\(\\)");
    private static final Pattern QUOTED = Pattern.compile("`([A-Za-z_][\\w.:#>-]*?)(?:\\([^`]*\\))?`");
    /** Words that may stand for what a change avoids or leads to without being in it. */
    private static final Pattern COMMON = Pattern.compile(
            ".*(?:Error|Exception|Warning|Panic)|null|none|nil|nan|true|false|undefined|void|main|self|this|panic|malloc|free",
            Pattern.CASE_INSENSITIVE);

    private MessageClaims() {}

    /** Returns what a text says that its writer cannot know or that the change does not show, or nothing. */
    static Optional<String> problem(String text, ShownChange shown) {
        if (RUN.matcher(text).find()) {
            return Optional.of("claims that something was run or reviewed");
        }
        if (TESTS.matcher(text).find() && !shown.touchesTests()) {
            return Optional.of("claims tests that the change does not have");
        }
        return MEASURED.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(number -> !shown.changed().contains(number))
                .findFirst()
                .map(number -> "claims a measurement (" + number + ") that the change does not show")
                .or(() ->
                        unseen(ADVISORY, text, shown).map(name -> "names " + name + ", which the change does not show"))
                .or(() -> unseen(REFERENCE, text, shown)
                        .map(name -> "holds a reference that the change does not show: " + name))
                .or(() -> name(text, shown).map(name -> "names '" + name + "', which the change does not show"));
    }

    private static Optional<String> name(String text, ShownChange shown) {
        return unseen(DOCUMENT, text, shown)
                .or(() -> FILE.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(file -> !PRODUCTS.contains(file.toLowerCase(Locale.ROOT)))
                        .filter(file -> !shown.mentions(file.substring(file.lastIndexOf('/') + 1)))
                        .findFirst())
                .or(() -> unseenIdentifier(FUNCTION, text, shown))
                .or(() -> unseenIdentifier(QUOTED, text, shown));
    }

    private static Optional<String> unseen(Pattern kind, String text, ShownChange shown) {
        return kind.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(found -> !shown.mentions(found))
                .findFirst();
    }

    private static Optional<String> unseenIdentifier(Pattern kind, String text, ShownChange shown) {
        Matcher matcher = kind.matcher(text);
        while (matcher.find()) {
            String last = matcher.group(1).replaceAll("\\W+$", "").replaceAll(".*\\W", "");
            if (last.length() > 2 && !COMMON.matcher(last).matches() && !shown.mentions(last)) {
                return Optional.of(last);
            }
        }
        return Optional.empty();
    }
}
