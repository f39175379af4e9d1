package dev.pimainteno.change;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says which paths a change may name. A path is refused everywhere if any common file system would read it as a way out of
 * the tree or into a {@code .git} directory, or if it is no path that Git and a terminal can carry unchanged. A name that
 * only cannot be checked out on Windows, such as {@code aux.c} or {@code 12:30.log}, is fine: repositories have them.
 *
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-coreprotectHFS">core.protectHFS and
 *     core.protectNTFS</a>, whose rules this follows and sharpens
 */
public final class TreePaths {
    private static final int LONGEST = 4096;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern GIT_DIRECTORY = Pattern.compile("\\.git|git~\\d+");

    private TreePaths() {}

    /** Returns what is wrong with a path, as a phrase such as {@code "is absolute"}, or nothing if it is safe. */
    public static Optional<String> problem(String path) {
        if (path.isEmpty()) {
            return Optional.of("is empty");
        }
        if (path.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (path.startsWith("/") || path.startsWith("\\") || DRIVE.matcher(path).matches()) {
            return Optional.of("is absolute");
        }
        if (path.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a control character");
        }
        if (path.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            return Optional.of("is no valid Unicode");
        }
        // A backslash parts a path on Windows, and belongs to a name elsewhere: systemd escapes unit names with it.
        Optional<String> problem = partsProblem(path);
        return problem.isPresent() || path.indexOf('\\') < 0 ? problem : partsProblem(path.replace('\\', '/'));
    }

    private static Optional<String> partsProblem(String path) {
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

    /** Returns the directories that a path lies in, as paths like it, the nearest first; none for a file of the root. */
    public static List<String> above(String path) {
        return Stream.iterate(parent(path), parent -> !parent.isEmpty(), TreePaths::parent)
                .toList();
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static Optional<String> partProblem(String part) {
        if (part.isEmpty()) {
            return Optional.of("has an empty part");
        }
        // NTFS drops dots and spaces at the end, so that "..." and ".. " can lead upwards.
        if (withoutEnd(part).isEmpty()) {
            return Optional.of("has a part '" + part + "'");
        }
        if (GIT_DIRECTORY.matcher(asFileSystemsSeeIt(part)).matches()) {
            return Optional.of("leads into a .git directory");
        }
        return Optional.empty();
    }

    /**
     * Folds case, and drops what HFS+ ignores and what NTFS takes for the name of a stream or for nothing, so that
     * look-alikes of {@code .git} are found.
     */
    private static String asFileSystemsSeeIt(String part) {
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(part, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.getType(c) != Character.FORMAT && !isIgnorable(c)) {
                kept.appendCodePoint(c);
            }
        });
        int stream = kept.indexOf(":");
        String name = stream < 0 ? kept.toString() : kept.substring(0, stream);
        return withoutEnd(name).toLowerCase(Locale.ROOT);
    }

    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x034f
                || codePoint == 0x115f
                || codePoint == 0x1160
                || codePoint == 0x3164
                || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
                || (codePoint >= 0xe0000 && codePoint <= 0xe0fff);
    }

    private static String withoutEnd(String part) {
        int end = part.length();
        while (end > 0 && (part.charAt(end - 1) == '.' || part.charAt(end - 1) == ' ')) {
            end--;
        }
        return part.substring(0, end);
    }
}
