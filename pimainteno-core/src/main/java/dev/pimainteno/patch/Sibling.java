package dev.pimainteno.patch;

import static java.util.regex.Pattern.DOTALL;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How far a block of added lines belongs if its first line is a sibling of what stands in the file there: of the line that it
 * replaces, or of those above and below, where a first line that stands deeper would have nothing that it belongs to.
 * Immutable.
 *
 * @param removed the first line of the file that the block replaces, if it replaces one
 * @param above the file's line above the block, if there is one
 * @param below the file's line below the block, if there is one
 */
record Sibling(Optional<String> removed, Optional<String> above, Optional<String> below) {
    private static final Pattern ENDS_STATEMENT = Pattern.compile(".*[;}]\\s*", DOTALL);
    private static final Pattern GOES_ON =
            Pattern.compile(".*(?:[,({\\[:\\\\=+\\-*/&|<>?.]|\\b(?:then|do|else))\\s*", DOTALL);
    /** What continues a line above, ends what that opened, or stands further left by custom: directives, labels. */
    private static final Pattern NO_START = Pattern.compile(
            "\\s*(?:[.?:&|+*=)}\\]]|/[^/*]|#[^\\[]|</"
                    + "|(?:else|elif|elsif|except|catch|finally|end|fi|done|esac|case|default|public|private|protected)\\b(?!.*;)"
                    + "|\\w+:\\s*$).*",
            DOTALL);

    private static final Pattern ITEM = Pattern.compile("\\s*[-*] .*", DOTALL);

    /** Returns the white space at the start of such a line, given the block's first one; nothing if that is not certain. */
    Optional<String> start(String first) {
        if (NO_START.matcher(first).matches()) {
            return Optional.empty();
        }
        if (removed.isPresent()) {
            boolean sameWords = removed.get().strip().equals(first.strip());
            return sameWords || isItem(removed.get()) != isItem(first)
                    ? Optional.empty()
                    : removed.map(Indentation::start);
        }
        if (above.isEmpty() || isItem(above.get()) != isItem(first)) {
            return Optional.empty();
        }
        String start = Indentation.start(above.get());
        boolean between = below.filter(line -> Indentation.start(line).equals(start)
                                && !NO_START.matcher(line).matches())
                        .isPresent()
                && (!GOES_ON.matcher(above.get()).matches() || areAlike(above.get(), first, below.get()));
        return ENDS_STATEMENT.matcher(above.get()).matches() || between ? Optional.of(start) : Optional.empty();
    }

    /** Whether lines are elements of one list: each starts with the same sign, and ends in a comma. */
    private static boolean areAlike(String above, String first, String below) {
        char sign = first.strip().charAt(0);
        return !Character.isLetterOrDigit(sign)
                && Stream.of(above, first, below)
                        .map(String::strip)
                        .allMatch(line -> line.charAt(0) == sign && line.endsWith(","));
    }

    private static boolean isItem(String line) {
        return ITEM.matcher(line).matches();
    }
}
