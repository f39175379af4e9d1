package dev.pimainteno.change;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says which paths a change may name. A path that some file system would read as another path, as a way out of the tree,
 * or as a part of a {@code .git} directory is refused on every system.
 *
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-coreprotectHFS">core.protectHFS and
 *     core.protectNTFS</a>, whose rules this follows and sharpens
 */
public final class TreePaths {
    private static final int LONGEST = 4096;
    private static final Pattern NTFS_SHORT_GIT = Pattern.compile("git~\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern WINDOWS_DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private TreePaths() {}

    /** Returns what is wrong with a path, as a phrase such as {@code "is absolute"}, or nothing if it is safe. */
    public static Optional<String> problem(String path) {
        if (path.isEmpty()) {
            return Optional.of("is empty");
        }
        if (path.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (path.startsWith("/") || (path.length() > 1 && path.charAt(1) == ':')) {
            return Optional.of("is absolute");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("holds a backslash");
        }
        if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.of("holds a control character");
        }
        for (String part : path.split("/", -1)) {
            Optional<String> problem = partProblem(part);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the path if it is safe.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static String requireSafe(String path) {
        problem(path).ifPresent(problem -> {
            throw new IllegalArgumentException("the path '" + path + "' " + problem);
        });
        return path;
    }

    private static Optional<String> partProblem(String part) {
        if (part.isEmpty()) {
            return Optional.of("has an empty part");
        }
        if (part.equals(".") || part.equals("..")) {
            return Optional.of("has a part '" + part + "'");
        }
        String seen = asFileSystemsSeeIt(part);
        if (seen.equals(".git")
                || seen.startsWith(".git:")
                || NTFS_SHORT_GIT.matcher(seen).matches()) {
            return Optional.of("leads into a .git directory");
        }
        if (seen.startsWith(".git") && stripTrailing(seen).equals(".git")) {
            return Optional.of("leads into a .git directory");
        }
        if (part.endsWith(".") || part.endsWith(" ")) {
            return Optional.of("has a part that ends in a dot or a space");
        }
        if (part.indexOf(':') >= 0) {
            return Optional.of("holds a colon");
        }
        if (WINDOWS_DEVICE.matcher(part).matches()) {
            return Optional.of("names a device of Windows");
        }
        return Optional.empty();
    }

    /** Folds case and drops what HFS+ and others ignore, so that look-alikes of {@code .git} are found. */
    private static String asFileSystemsSeeIt(String part) {
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(part, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.getType(c) != Character.FORMAT && !isIgnorable(c)) {
                kept.appendCodePoint(c);
            }
        });
        return kept.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x034f
                || codePoint == 0x115f
                || codePoint == 0x1160
                || codePoint == 0x3164
                || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
                || (codePoint >= 0xe0000 && codePoint <= 0xe0fff);
    }

    private static String stripTrailing(String part) {
        int end = part.length();
        while (end > 0 && (part.charAt(end - 1) == '.' || part.charAt(end - 1) == ' ')) {
            end--;
        }
        return part.substring(0, end);
    }
}
