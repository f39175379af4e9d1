package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Undoes the escaping of a reply that went through HTML or XML: entities that stand for angle brackets, ampersands and
 * quotes. Whether it did is
 * for the files to say; here is said only whether it may have.
 */
final class Entities {
    private static final Map<String, String> CHARACTERS =
            Map.of("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"", "&#39;", "'", "&#x27;", "'", "&apos;", "'");
    private static final Pattern ENTITY = Pattern.compile("&(?:lt|gt|amp|quot|apos|#39|#x27);");
    private static final Pattern RAW = Pattern.compile("[<>]|&(?!(?:lt|gt|amp|quot|apos|#39|#x27);)");

    private Entities() {}

    /** Whether the hunks hold such escapes and none of the characters that would have been escaped. */
    static boolean mayBeEscaped(List<FilePatch> patches) {
        return texts(patches)
                        .anyMatch(text ->
                                text.indexOf('&') >= 0 && ENTITY.matcher(text).find())
                && texts(patches).noneMatch(text -> RAW.matcher(text).find());
    }

    /** Whether every file that is edited has characters that would have been escaped, and no escape of its own. */
    static boolean areUnknownTo(Edits edits, FileTree tree) {
        for (FileEdit edit : edits.files()) {
            if (edit.before().isEmpty()) {
                return false;
            }
            String text = new String(tree.content(edit.before().get()), ISO_8859_1);
            if (ENTITY.matcher(text).find() || !RAW.matcher(text).find()) {
                return false;
            }
        }
        return true;
    }

    private static Stream<String> texts(List<FilePatch> patches) {
        return patches.stream()
                .flatMap(patch -> patch.hunks().stream())
                .flatMap(hunk -> hunk.lines().stream())
                .map(HunkLine::text);
    }

    static List<FilePatch> unescaped(List<FilePatch> patches) {
        return patches.stream()
                .map(patch -> new FilePatch(
                        patch.header(),
                        patch.hunks().stream().map(Entities::unescaped).toList()))
                .toList();
    }

    private static Hunk unescaped(Hunk hunk) {
        return hunk.mapped(Entities::unescapedLines);
    }

    private static List<HunkLine> unescapedLines(List<HunkLine> lines) {
        return lines.stream().map(line -> line.withText(unescaped(line.text()))).toList();
    }

    private static String unescaped(String text) {
        Matcher entity = ENTITY.matcher(text);
        return entity.replaceAll(
                found -> Matcher.quoteReplacement(CHARACTERS.getOrDefault(found.group(), found.group())));
    }
}
