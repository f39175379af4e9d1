package dev.pimainteno.gate;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a change does to code that is no test. Collects file by file; for one thread at a time. */
final class CodeChange {
    private static final Pattern CODE_FILE = Pattern.compile(
            "(?i).*\\.(?:java|kt|groovy|scala|py|pyx|[cm]?[jt]sx?|vue|svelte|go|rs|sh|bash|c|h|cc|cpp|hpp|cs|rb|php|swift)");
    private static final Pattern DECLARED = Pattern.compile(
            "\\b(?:class|interface|record|enum|def|func(?:\\s*\\([^)]*\\))?|fn|function|struct|trait|type|const|let|var|val|object)\\s+(\\w{3,})"
                    + "|\\b(\\w{3,})\\s*\\([^;{}()]*\\)\\s*(?:throws [\\w., ]+)?\\{");
    private static final Pattern WORD = Pattern.compile("\\w{3,}");

    private final Set<String> declaredBefore = new HashSet<>();
    private final Set<String> wordsAfter = new HashSet<>();
    private boolean changed;
    private long growth;

    /** Adds a file that is no test; an empty text is one that is not there. */
    void add(String path, String before, String after) {
        if (!CODE_FILE.matcher(path).matches()) {
            return;
        }
        String old = code(path, before);
        String now = code(path, after);
        changed |= !old.replaceAll("\\s+", "").equals(now.replaceAll("\\s+", ""));
        growth += now.lines().filter(line -> !line.isBlank()).count()
                - old.lines().filter(line -> !line.isBlank()).count();
        DECLARED.matcher(old)
                .results()
                .forEach(match -> declaredBefore.add(match.group(1) != null ? match.group(1) : match.group(2)));
        WORD.matcher(now).results().forEach(match -> wordsAfter.add(match.group()));
    }

    /** Tells whether anything but comments and blanks changed. */
    boolean isChanged() {
        return changed;
    }

    /** Tells whether a text names what the change takes away for good: declared before, and not even mentioned after. */
    boolean takesAwaySomethingNamedIn(String text) {
        return growth < 0
                && WORD.matcher(text)
                        .results()
                        .anyMatch(
                                match -> declaredBefore.contains(match.group()) && !wordsAfter.contains(match.group()));
    }

    private static String code(String path, String text) {
        boolean hashes = path.matches(".*\\.(?:py|pyx|sh|bash|rb)");
        return SourceText.of(text, hashes ? SourceText.Syntax.HASH : SourceText.Syntax.SLASHES_AND_QUOTES)
                .code();
    }
}
