package dev.pimainteno.config;

import java.util.regex.Pattern;

/**
 * Text from the file, made fit for a message: on one line, bounded, and without what looks like a credential.
 *
 * @param text as it stands in the file
 */
record Quotation(String text) {
    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST_SENTENCE = 400;
    private static final String HIDDEN = "[looks like a secret, not repeated]";
    /** Beginnings that services give to their tokens, with enough after them to be one. */
    private static final Pattern SECRET = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "sk-|sk_|rk_|pk_live_|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|AKIA|ASIA|AIza|ya29\\.|eyJ"
            + ")[A-Za-z0-9_.-]{8,}+");

    /** A value, between quotes. */
    String quoted() {
        return '"' + safe(LONGEST_VALUE) + '"';
    }

    /** A value, without quotes. */
    String plain() {
        return safe(LONGEST_VALUE);
    }

    /** A whole message that repeats parts of the file. */
    String sentence() {
        return safe(LONGEST_SENTENCE);
    }

    /** Whether the text would be hidden, or has the shape of a key without a known beginning: long, one word, digits. */
    boolean looksLikeASecret() {
        boolean random = text.length() >= 20
                && text.indexOf('_') < 0
                && text.chars().noneMatch(Character::isWhitespace)
                && text.chars().anyMatch(Character::isDigit);
        return random || SECRET.matcher(text).find();
    }

    private String safe(int longest) {
        String safe = SECRET.matcher(text).replaceAll(HIDDEN);
        StringBuilder out = new StringBuilder();
        safe.codePoints().limit(longest).forEach(c -> append(out, c));
        return safe.codePointCount(0, safe.length()) > longest ? out + "..." : out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                boolean printable = !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.LINE_SEPARATOR
                        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
                out.append(printable ? Character.toString(c) : "\\u%04x".formatted(c));
            }
        }
    }
}
