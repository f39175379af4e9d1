package dev.pimainteno.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the literals of two statements that are otherwise the same. */
final class LaxerLimits {
    private static final Pattern LITERAL = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*+`"
            + "|(?<![\\w.])-?\\d[\\d_]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\b(?:true|false|True|False|null|None|nil)\\b");
    private static final Pattern POLARITY = Pattern.compile("True|False|true|false|Not|not");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d_]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    /** What a number is a limit of: above which nothing may be, or below which. */
    private static final Pattern DIRECTION = Pattern.compile(
            "(?<above>(?i:timeout|deadline|tolerance|delta|epsilon|within|approx|\\babs=|\\brel=|atol|rtol|lessthan|less_than|lessor|atmost|at_most"
                    + "|offset|within|max|\\bbelow)|<=?|-l[te]\\b|-l[te](?=\\d))"
                    + "|(?<below>(?i:greaterthan|greater_than|greateror|atleast|at_least|tobecloseto|places|\\bmin|above)|>=?|-g[te](?=\\d))");

    private static final Pattern DELTA = Pattern.compile(
            "(?:assert(?:Array)?Equals|InDelta|closeTo)\\(.*,(-?[\\d.eE-]+)[fdFD]?(?:,\"[^\"]*\")?\\).*");

    private LaxerLimits() {}

    /** Returns a statement with its literals left out. */
    static String skeleton(String statement) {
        return POLARITY.matcher(LITERAL.matcher(statement).replaceAll("#")).replaceAll("#");
    }

    /** Returns which limit has become laxer, if one has. */
    static Optional<String> laxer(String before, String after) {
        List<MatchResult> old = literals(before);
        List<MatchResult> now = literals(after);
        for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
            String was = old.get(i).group();
            String is = now.get(i).group();
            if (!was.equals(is)
                    && NUMBER.matcher(was).matches()
                    && NUMBER.matcher(is).matches()
                    && isLaxer(before, old.get(i), number(is) - number(was))) {
                return Optional.of("loosens a limit from " + was + " to " + is);
            }
        }
        return Optional.empty();
    }

    /**
     * Tells whether a statement asks the same and expects something else. What differs at several depths of brackets is another case, with
     * a question and an answer of its own; a limit that becomes stricter is the same answer.
     */
    static boolean isAnotherAnswer(String before, String after) {
        if (!LITERAL.matcher(before)
                .replaceAll("#")
                .equals(LITERAL.matcher(after).replaceAll("#"))) {
            return true;
        }
        List<MatchResult> old = literals(before);
        List<MatchResult> now = literals(after);
        Set<Integer> depths = new HashSet<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
            depth += opened(before.substring(from, old.get(i).start()));
            from = old.get(i).end();
            if (!old.get(i).group().equals(now.get(i).group())
                    && !isStricter(before, old.get(i), now.get(i).group())) {
                depths.add(depth);
            }
        }
        return depths.size() == 1;
    }

    private static boolean isStricter(String statement, MatchResult was, String is) {
        return NUMBER.matcher(was.group()).matches()
                && NUMBER.matcher(is).matches()
                && isLaxer(statement, was, number(was.group()) - number(is));
    }

    /** Returns how many more brackets a text opens than it closes. */
    private static int opened(String text) {
        return text.chars()
                .map(c -> "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0)
                .sum();
    }

    private static boolean isLaxer(String statement, MatchResult literal, double growth) {
        Matcher delta = DELTA.matcher(statement);
        if (delta.matches()
                && delta.start(1) == literal.start()
                && literal.group().contains(".")) {
            return growth > 0;
        }
        Matcher direction = DIRECTION.matcher(statement.substring(0, literal.start()));
        boolean above = false;
        boolean below = false;
        while (direction.find()) {
            above = direction.group("above") != null;
            below = direction.group("below") != null;
        }
        return above ? growth > 0 : below && growth < 0;
    }

    private static double number(String literal) {
        return Double.parseDouble(literal.replace("_", ""));
    }

    private static List<MatchResult> literals(String statement) {
        List<MatchResult> literals = new ArrayList<>();
        LITERAL.matcher(statement).results().forEach(literals::add);
        return literals;
    }
}
