package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a search and replace block: the lines to find between two markers, and what shall stand there instead. */
final class BlockReader {
    private static final Pattern START = Pattern.compile("<{5,9} *(?:SEARCH|ORIGINAL)\\b.*", Pattern.DOTALL);
    private static final Pattern MIDDLE = Pattern.compile("={5,9}\\s*");
    private static final Pattern END = Pattern.compile(">{5,9} *(?:REPLACE|UPDATED?)\\b.*", Pattern.DOTALL);
    private static final int LINES_ABOVE = 4;

    private final Lines reply;
    private final Mentions mentions;
    private final int start;
    private int at;

    BlockReader(Lines reply, int start, Mentions mentions) {
        this.reply = reply;
        this.start = start;
        this.mentions = mentions;
        this.at = start;
    }

    static boolean isStart(String line) {
        return line.startsWith("<<<<<") && START.matcher(line).matches();
    }

    int next() {
        return at;
    }

    FilePatch read() throws Refused {
        String path = path();
        HunkBody body = new HunkBody(reply, reply.line(start).endsWith("\r"));
        int middle = find(MIDDLE, start + 1);
        int end = find(END, middle + 1);
        at = end + 1;
        List<HunkLine> lines = LineDiff.between(texts(body, start + 1, middle), texts(body, middle + 1, end));
        FileHeader header = new FileHeader(start + 1);
        header.newName = path;
        header.oldName = middle == start + 1 ? FileHeader.NOWHERE : path;
        if (lines.stream().allMatch(HunkLine::isContext)) {
            throw new Refused("the block of line " + (start + 1) + " of the reply changes nothing");
        }
        return new FilePatch(header, List.of(Hunk.of(1, HunkHint.NONE.withCounts(true), lines)));
    }

    private static List<String> texts(HunkBody body, int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            texts.add(body.text(i));
        }
        return texts;
    }

    private int find(Pattern marker, int from) throws Refused {
        for (int i = from; i < reply.count(); i++) {
            String line = reply.plain(i);
            if (marker.matcher(line).matches()) {
                return i;
            }
            if (isStart(line)) {
                break;
            }
        }
        throw new Refused("the block of line " + (start + 1)
                + " of the reply is not complete: it needs '<<<<<<< SEARCH', '=======' and '>>>>>>> REPLACE'");
    }

    /** Returns the file that is named above the block, or else that of the part before it. */
    private String path() throws Refused {
        int seen = 0;
        for (int i = start - 1; i >= 0 && seen < LINES_ABOVE; i--, seen++) {
            String line = reply.plain(i).strip();
            if (END.matcher(line).matches()) {
                break;
            }
            boolean fence = Fence.isMarker(line);
            String label = line.replaceAll("^(?:`{3,}|~{3,})\\s*+", "");
            String name = (fence && (label.indexOf('/') > 0 || label.indexOf('.') >= 0)
                            ? label
                            : line.replaceAll("^(?:`{3,}|~{3,})[\\w+-]*", ""))
                    .replaceAll("^(?:[#>*`\\s]|\\d++\\.\\s|(?i:file(?:name|path)?|path)\\s*+[:=])++", "")
                    .replaceAll("(?<![:*`\\s])[:*`\\s]++$", "");
            if (!name.isEmpty() && (looksLikePath(name) || !fence)) {
                if (looksLikePath(name)) {
                    return HeaderName.parse(name);
                }
                break;
            }
        }
        if (!mentions.last().isEmpty()) {
            return mentions.last();
        }
        throw new Refused("the block of line " + (start + 1)
                + " of the reply does not say of which file: write its path" + " on a line of its own above it");
    }

    private static boolean looksLikePath(String name) {
        boolean oneWord = name.chars().noneMatch(Character::isWhitespace);
        return !name.isEmpty() && (oneWord || (name.indexOf('/') > 0 && name.lastIndexOf('.') > name.lastIndexOf('/')));
    }
}
