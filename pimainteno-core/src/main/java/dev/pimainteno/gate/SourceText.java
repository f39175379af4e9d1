package dev.pimainteno.gate;

/**
 * A source file read twice: without its comments, and without its comments and what stands in its strings. Both have the
 * length and the lines of the original, blanks standing for what is left out. Immutable.
 *
 * @param code without comments
 * @param shape without comments and the contents of strings
 */
record SourceText(String code, String shape) {

    /** How a language writes comments and single quotes. */
    enum Syntax {
        /** Slashes and stars; a single quote is a character's, if it closes at once. */
        SLASHES,
        /** Slashes and stars; single quotes are strings. */
        SLASHES_AND_QUOTES,
        /** A hash, where a word could begin; single quotes are strings. */
        HASH
    }

    static SourceText of(String text, Syntax syntax) {
        return new Pass(text, syntax).read();
    }

    /** Returns the line of a position, from 1. */
    int line(int position) {
        return 1
                + (int) code.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** One pass over a file. */
    private static final class Pass {
        private final String text;
        private final Syntax syntax;
        private final StringBuilder code;
        private final StringBuilder shape;
        private int at;

        Pass(String text, Syntax syntax) {
            this.text = text;
            this.syntax = syntax;
            this.code = new StringBuilder(text);
            this.shape = new StringBuilder(text);
        }

        SourceText read() {
            while (at < text.length()) {
                if (opensComment()) {
                    int end = commentEnd();
                    blank(code, at, end);
                    blank(shape, at, end);
                    at = end;
                } else if (opensString()) {
                    int end = stringEnd();
                    blank(shape, at + 1, Math.max(at + 1, end - 1));
                    at = end;
                } else {
                    at++;
                }
            }
            return new SourceText(code.toString(), shape.toString());
        }

        private boolean opensComment() {
            if (syntax == Syntax.HASH) {
                return text.charAt(at) == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
            }
            return text.startsWith("/*", at) || (text.startsWith("//", at) && !text.startsWith("//go:build", at));
        }

        private int commentEnd() {
            return text.startsWith("/*", at) && syntax != Syntax.HASH ? end("*/", at + 2) : lineEnd(at);
        }

        private boolean opensString() {
            char c = text.charAt(at);
            if (c == '\'' && syntax == Syntax.SLASHES) {
                return at + 2 < text.length() && (text.charAt(at + 2) == '\'' || text.charAt(at + 1) == '\\');
            }
            return c == '"' || c == '\'' || (c == '`' && syntax != Syntax.HASH);
        }

        private int stringEnd() {
            char quote = text.charAt(at);
            String three = String.valueOf(quote).repeat(3);
            if (text.startsWith(three, at)) {
                return end(three, at + 3);
            }
            for (int i = at + 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    return i + 1;
                } else if (c == '\n' && quote != '`') {
                    return i;
                }
            }
            return text.length();
        }

        private int end(String closing, int from) {
            int found = text.indexOf(closing, from);
            return found < 0 ? text.length() : found + closing.length();
        }

        private int lineEnd(int from) {
            int found = text.indexOf('\n', from);
            return found < 0 ? text.length() : found;
        }

        private static void blank(StringBuilder target, int from, int to) {
            for (int i = from; i < to; i++) {
                if (target.charAt(i) != '\n') {
                    target.setCharAt(i, ' ');
                }
            }
        }
    }
}
