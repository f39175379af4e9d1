package dev.pimainteno.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test file as its text shows it. Immutable.
 *
 * @param tests in the order of the file
 */
record TestFile(String path, TestLanguage language, SourceText source, List<Test> tests) {
    private static final int LONGEST_STATEMENT = 2_000;

    /**
     * One test.
     *
     * @param start where its declaration begins
     * @param body where its body begins
     * @param end after its last character
     */
    record Test(String name, int start, int body, int end) {}

    /**
     * An assertion, or another statement that is looked at as a whole.
     *
     * @param text without blanks
     */
    record Statement(int position, String text) {}

    static TestFile of(String path, TestLanguage language, String text) {
        SourceText source = SourceText.of(text, language.syntax());
        Matcher matcher = language.declaration().matcher(source.code());
        List<Test> tests = new ArrayList<>();
        List<int[]> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            int start = matcher.start() + leadingBlanks(matcher.group());
            if (source.shape().charAt(start) == source.code().charAt(start)) {
                starts.add(new int[] {start, matcher.end()});
                names.add(name(matcher));
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int next = i + 1 < starts.size() ? starts.get(i + 1)[0] : text.length();
            int[] body = body(language, source.shape(), starts.get(i)[0], starts.get(i)[1], next);
            tests.add(new Test(names.get(i), starts.get(i)[0], body[0], body[1]));
        }
        return new TestFile(path, language, source, List.copyOf(tests));
    }

    /** Returns the statements that begin where a pattern matches, between two positions. */
    List<Statement> statements(Pattern pattern, int from, int to) {
        List<Statement> statements = new ArrayList<>();
        Matcher matcher = pattern.matcher(source.shape()).region(from, to).useTransparentBounds(true);
        int past = from;
        while (matcher.find()) {
            int start = matcher.start() + leadingBlanks(matcher.group());
            if (start >= past) {
                int end = statementEnd(start, to);
                statements.add(new Statement(
                        start,
                        source.code()
                                .substring(start, end)
                                .replaceAll("\\s+", "")
                                .replaceAll(",([)\\]}])", "$1")));
                past = end;
            }
        }
        return statements;
    }

    List<Statement> assertions(Test test) {
        return statements(language.assertion(), test.body(), test.end());
    }

    List<Statement> assertions() {
        return statements(language.assertion(), 0, source.shape().length());
    }

    /** Returns the code of a test's body without blanks, and without the brackets around it. */
    String body(Test test) {
        return source.code()
                .substring(test.body(), test.end())
                .replaceAll("\\s+", "")
                .replaceAll("^[({]+|[)};]+$", "");
    }

    /** Returns the first line of a test's body that is not blank, below that of its declaration. */
    String firstLine(Test test) {
        return source.code()
                .substring(test.body(), test.end())
                .lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private int statementEnd(int start, int to) {
        String shape = source.shape();
        int depth = 0;
        int most = Math.min(to, start + LONGEST_STATEMENT);
        for (int i = start; i < most; i++) {
            char c = shape.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
            if (depth < 0 || (depth == 0 && c == ';')) {
                return i;
            }
            if (depth == 0
                    && c == '\n'
                    && !shape.substring(i, Math.min(shape.length(), i + 200)).matches("(?s)\\s*[.&|?].*")) {
                return i;
            }
        }
        return most;
    }

    private static int[] body(TestLanguage language, String shape, int start, int declared, int next) {
        if (language.isIndented()) {
            int colon = shape.indexOf(":", closing(shape, declared - 1, next));
            int body = colon < 0 || colon >= next ? declared : colon + 1;
            return new int[] {body, dedent(shape, start, body)};
        }
        if (language.isCall()) {
            return new int[] {declared, closing(shape, shape.lastIndexOf('(', declared - 1), next)};
        }
        int brace = shape.indexOf('{', declared - 1);
        return brace < 0 || brace >= next ? new int[] {declared, next} : new int[] {brace, closing(shape, brace, next)};
    }

    /** Returns where the bracket at a position is closed, at most the given end. */
    private static int closing(String shape, int open, int most) {
        int depth = 0;
        for (int i = Math.max(open, 0); i < most; i++) {
            char c = shape.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if ((c == ')' || c == ']' || c == '}') && --depth <= 0) {
                return i + 1;
            }
        }
        return most;
    }

    private static int dedent(String shape, int start, int body) {
        int indent = start - (shape.lastIndexOf('\n', start) + 1);
        int line = shape.indexOf('\n', body);
        while (line >= 0 && line + 1 < shape.length()) {
            int from = line + 1;
            int to = shape.indexOf('\n', from);
            String text = shape.substring(from, to < 0 ? shape.length() : to);
            if (!text.isBlank() && leadingBlanks(text) <= indent) {
                return from;
            }
            line = to;
        }
        return shape.length();
    }

    private static int leadingBlanks(String text) {
        return text.length() - text.stripLeading().length();
    }

    private static String name(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String name = matcher.group(group);
            if (name != null && name.length() > 1) {
                return name;
            }
        }
        return matcher.group().strip();
    }
}
