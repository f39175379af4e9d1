package dev.pimainteno.gate;

import java.util.regex.Pattern;

/**
 * A glob over paths of a tree, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher}, with three differences that
 * make it protect more: case does not matter, {@code **}{@code /} also stands for no directory at all, and what matches a
 * directory matches everything below it. It does not depend on the host's file system or encoding. Immutable.
 */
final class PathGlob {
    private static final String SPECIAL = "\\.[]{}()*+?-^$|&";

    private final String glob;
    private final Pattern pattern;

    private PathGlob(String glob, Pattern pattern) {
        this.glob = glob;
        this.pattern = pattern;
    }

    /**
     * Reads a glob.
     *
     * @throws IllegalArgumentException if a bracket or brace is not closed, or a backslash escapes nothing
     */
    static PathGlob parse(String glob) {
        String trimmed = glob.startsWith("/") ? glob.substring(1) : glob;
        String body = trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        String regex = new Translation(body).regex() + "(?:/.*)?";
        return new PathGlob(
                glob, Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    @Override
    public String toString() {
        return glob;
    }

    /** One pass over a glob. */
    private static final class Translation {
        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int at;
        private boolean inBraces;

        Translation(String glob) {
            this.glob = glob;
        }

        String regex() {
            while (at < glob.length()) {
                char c = glob.charAt(at++);
                switch (c) {
                    case '*' -> star();
                    case '?' -> regex.append("[^/]");
                    case '[' -> bracket();
                    case '\\' -> literal(escaped());
                    case '{' -> openBrace();
                    case '}' -> closeBrace();
                    case ',' -> regex.append(inBraces ? "|" : ",");
                    default -> literal(c);
                }
            }
            if (inBraces) {
                throw problem("a brace is not closed");
            }
            return regex.toString();
        }

        private void star() {
            if (at == glob.length() || glob.charAt(at) != '*') {
                regex.append("[^/]*");
                return;
            }
            boolean wholePart = at == 1 || glob.charAt(at - 2) == '/';
            at++;
            if (wholePart && at < glob.length() && glob.charAt(at) == '/') {
                at++;
                regex.append("(?:.*/)?");
            } else {
                regex.append(".*");
            }
        }

        private void bracket() {
            int close = glob.indexOf(']', at + 1);
            if (close < 0) {
                throw problem("a bracket is not closed");
            }
            String set = glob.substring(at, close);
            boolean negated = set.startsWith("!");
            regex.append("(?!/)[").append(negated ? "^" : "");
            set.substring(negated ? 1 : 0).chars().forEach(c -> regex.append(c == '-' ? "-" : quoted((char) c)));
            regex.append(']');
            at = close + 1;
        }

        private char escaped() {
            if (at == glob.length()) {
                throw problem("a backslash escapes nothing");
            }
            return glob.charAt(at++);
        }

        private void openBrace() {
            if (inBraces) {
                throw problem("braces stand inside braces");
            }
            inBraces = true;
            regex.append("(?:");
        }

        private void closeBrace() {
            regex.append(inBraces ? ")" : "\\}");
            inBraces = false;
        }

        private void literal(char c) {
            regex.append(quoted(c));
        }

        private static String quoted(char c) {
            return SPECIAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
        }

        private IllegalArgumentException problem(String problem) {
            return new IllegalArgumentException("not a glob, " + problem + ": '" + glob + "'");
        }
    }
}
