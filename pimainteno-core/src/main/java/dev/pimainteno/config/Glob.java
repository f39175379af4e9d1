package dev.pimainteno.config;

import java.nio.file.FileSystems;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a glob over the paths in a tree. What could never match anything is refused: it would protect nothing, silently.
 *
 * @param value the value in the file
 */
record Glob(Value value) {
    private static final String EXPECTED = "a well-formed glob of paths in the repository such as \"secrets/**\"";

    Optional<String> read() {
        return value.text(EXPECTED).filter(glob -> canMatch(glob) && isWellFormed(glob));
    }

    private boolean canMatch(String glob) {
        boolean anchored = glob.startsWith("/") || glob.startsWith("./") || glob.startsWith("../");
        return value.check(!anchored, EXPECTED + "; the paths begin at its root, without / or ./")
                && value.check(
                        !glob.endsWith("/"), "\"" + new Quotation(glob).plain() + "**\" for all below a directory")
                && value.check(
                        !glob.startsWith("glob:") && !glob.startsWith("regex:"), EXPECTED + ", without a prefix");
    }

    private boolean isWellFormed(String glob) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return true;
        } catch (PatternSyntaxException e) {
            value.reject(EXPECTED);
            return false;
        }
    }
}
