package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreePaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges edits without knowing how they were made: paths are safe and mean what they say, every line that has come or gone
 * stands in the reply, white space and typography aside, and all others are where they were.
 */
final class EditOracle {
    private final FileTree tree;
    private final Set<String> said = new HashSet<>();

    private EditOracle(FileTree tree) {
        this.tree = tree;
    }

    /** Returns what is wrong with edits that a reply is said to mean; nothing if all is well. */
    static List<String> problems(Lines reply, FileTree tree, Edits edits) {
        EditOracle oracle = new EditOracle(tree);
        for (int i = 0; i < reply.count(); i++) {
            oracle.hear(reply.line(i));
        }
        List<String> problems = new ArrayList<>();
        edits.files().forEach(edit -> oracle.judge(edit, problems));
        return problems;
    }

    private void hear(String line) {
        for (String text : List.of(line, unescaped(line))) {
            said.add(fold(text));
            if (!text.isEmpty()) {
                said.add(fold(text.substring(1)));
            }
        }
    }

    private void judge(FileEdit edit, List<String> problems) {
        TreePaths.problem(edit.path()).ifPresent(problem -> problems.add(edit.path() + " " + problem));
        edit.before().filter(path -> tree.entry(path).isEmpty()).ifPresent(path -> problems.add("no file " + path));
        edit.after()
                .filter(path -> edit.before().filter(path::equals).isEmpty())
                .filter(path -> tree.entry(path).isPresent())
                .ifPresent(path -> problems.add(path + " is in the way"));
        if (edit.after().isPresent() && problems.isEmpty()) {
            List<String> old =
                    edit.before().map(path -> lines(tree.content(path))).orElse(List.of());
            judge(edit.path(), old, lines(edit.content()), problems);
        }
    }

    private void judge(String path, List<String> old, List<String> now, List<String> problems) {
        boolean[][] kept = common(old, now);
        boolean whole = now.stream().allMatch(said::contains);
        for (int i = 0; i < old.size() && !whole; i++) {
            if (!kept[0][i] && !said.contains(old.get(i))) {
                problems.add("line " + (i + 1) + " of " + path + " is gone, unsaid: " + old.get(i));
            }
        }
        for (int i = 0; i < now.size(); i++) {
            if (!kept[1][i] && !said.contains(now.get(i))) {
                problems.add("line " + (i + 1) + " of " + path + " has come, unsaid: " + now.get(i));
            }
        }
    }

    /** Returns which lines of either side are among the longest series of lines that both have. */
    private static boolean[][] common(List<String> old, List<String> now) {
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(now.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        boolean[][] kept = {new boolean[old.size()], new boolean[now.size()]};
        for (int i = 0, j = 0; i < old.size() && j < now.size(); ) {
            if (old.get(i).equals(now.get(j))) {
                kept[0][i++] = true;
                kept[1][j++] = true;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return kept;
    }

    private static List<String> lines(byte[] content) {
        Lines lines = Lines.of(new String(content, ISO_8859_1));
        List<String> folded = new ArrayList<>();
        for (int i = 0; i < lines.count(); i++) {
            folded.add(fold(lines.line(i)));
        }
        return folded;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    /** Returns what is left of a line: nothing if it is blank. */
    static String fold(String line) {
        return line.isBlank() ? "" : LineFold.of(line);
    }
}
