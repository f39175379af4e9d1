package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads whole files out of Markdown fences that say of which file they are, in their label or on the line above. For
 * replies in any other form: there, such a fence only illustrates.
 */
final class WholeFileReader {
    private static final Pattern OPEN = Pattern.compile("(`{3,}+|~{3,}+)[ \\t]*+(.*+)");
    private static final Pattern IN_LABEL =
            Pattern.compile("(?:[\\w+#-]*[ :])?(?:(?:title|file|filename|path)=)?[\"'`]?([\\w@+~.\\-/]+[\\w])[\"'`]?");

    /** Labels of fences that hold no file. */
    private static final Set<String> COMMANDS = Set.of("bash", "sh", "shell", "console", "zsh", "output");

    private static final Pattern MARKER = Pattern.compile("(?:<{5,9}|>{5,9})(?: .*)?", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("[\\w@+~.-]+");

    private final Lines reply;
    private final List<FilePatch> files = new ArrayList<>();
    private int unnamed;
    private int at;

    private WholeFileReader(Lines reply) {
        this.reply = reply;
    }

    /** Returns the files, none if no fence says of which file it is. */
    static List<FilePatch> read(Lines reply) throws Refused {
        WholeFileReader reader = new WholeFileReader(reply);
        while (reader.at < reply.count()) {
            reader.step();
        }
        if (!reader.files.isEmpty() && reader.unnamed > 0) {
            throw new Refused("some of the reply's fences name their file and some do not: write the path on the line"
                    + " above each");
        }
        return reader.files;
    }

    private void step() throws Refused {
        Matcher open = OPEN.matcher(reply.plain(at));
        int start = at++;
        if (!open.matches()) {
            return;
        }
        int end = at;
        while (end < reply.count() && !closes(reply.plain(end), open.group(1))) {
            end++;
        }
        String path = path(start, open.group(2).strip());
        if (path.isEmpty()) {
            unnamed += COMMANDS.contains(open.group(2).strip()) ? 0 : 1;
        } else if (end == reply.count()) {
            throw new Refused("the reply breaks off in the file " + path);
        } else {
            add(path, start, end);
        }
        at = end + 1;
    }

    private static boolean closes(String line, String ticks) {
        String text = line.stripTrailing();
        return text.startsWith(ticks) && text.chars().allMatch(c -> c == ticks.charAt(0));
    }

    private void add(String path, int start, int end) throws Refused {
        List<HunkLine> lines = new ArrayList<>();
        for (int i = start + 1; i < end; i++) {
            String line = reply.plain(i);
            if (MARKER.matcher(line).matches()) {
                throw new Refused("line " + (i + 1) + " of the reply, `" + line
                        + "`, marks what to search or to replace, and stands in a whole file");
            }
            lines.add(new HunkLine(Kind.ADDED, line, false));
        }
        FileHeader header = new FileHeader(start + 1);
        header.oldName = HeaderName.parse(path);
        header.newName = header.oldName;
        header.replacesWhole = true;
        files.add(new FilePatch(header, List.of(Hunk.of(1, HunkHint.NONE, lines))));
    }

    /** Returns the path that a fence's label or the line above it consists of; empty if there is none. */
    private String path(int start, String label) {
        Matcher inLabel = IN_LABEL.matcher(label);
        if (inLabel.matches() && isPath(inLabel.group(1))) {
            return inLabel.group(1);
        }
        int above = start - 1;
        while (above >= 0 && above > start - 3 && reply.plain(above).isBlank()) {
            above--;
        }
        if (above < 0) {
            return "";
        }
        String line = reply.plain(above)
                .strip()
                .replaceAll("^(?:[#>*`\\s]|\\d++\\.\\s|(?i:file(?:name|path)?|path)\\s*+[:=])++", "")
                .replaceAll("(?<![:*`\\s])[:*`\\s]++$", "");
        return isPath(line) || (above == start - 1 && WORD.matcher(line).matches()) ? line : "";
    }

    private static boolean isPath(String text) {
        int dot = text.lastIndexOf('.');
        boolean named = text.indexOf('/') > 0 || (dot > 0 && dot < text.length() - 1);
        return named && text.chars().noneMatch(c -> Character.isWhitespace(c) || "`(<>\"".indexOf(c) >= 0);
    }
}
