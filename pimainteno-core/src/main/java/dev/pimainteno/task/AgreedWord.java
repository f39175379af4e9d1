package dev.pimainteno.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A word by which a model says that there is nothing to do. It counts alone or as the last line, with slips of case,
 * punctuation and fences, and never beside a diff.
 *
 * @param word capital letters and underscores
 */
record AgreedWord(String word) {
    private static final Pattern DIFF = Pattern.compile(
            "^(?:diff --git |@@ |\\*\\*\\* Begin Patch|\\*\\*\\* (?:Update|Add|Delete) File: |--- [^\\n]*\\n\\+\\+\\+ )",
            Pattern.MULTILINE);
    private static final int LONGEST_REASON = 500;

    /**
     * Returns what the model said besides the word, on one line and possibly empty; absent if it did not say the word.
     */
    Optional<String> reasonIn(String reply) {
        String text = VisibleText.clean(reply);
        if (DIFF.matcher(text).find()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(text.lines()
                .filter(line -> !line.isBlank() && !MarkdownFence.isFence(line))
                .toList());
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String last = lines.remove(lines.size() - 1);
        if (isWord(last)) {
            return Optional.of(VisibleText.cleanLine(String.join(" ", lines), LONGEST_REASON));
        }
        return lines.isEmpty() ? reasonBehindWord(last) : Optional.empty();
    }

    private boolean isWord(String line) {
        String letters = line.replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
        return letters.toUpperCase(Locale.ROOT).equals(word);
    }

    /** Models like to give their reason on the word's own line, behind a colon or a dash. */
    private Optional<String> reasonBehindWord(String line) {
        var matcher = Pattern.compile("[`*\"']*" + word + "[`*\"']*\\s*[:.,;–—-]+\\s*(.*)")
                .matcher(line.strip());
        return matcher.matches()
                ? Optional.of(VisibleText.cleanLine(matcher.group(1), LONGEST_REASON))
                : Optional.empty();
    }
}
