package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a search and replace block: the lines to find between two markers, and what shall stand there instead. */
final class BlockReader {
    private static final Pattern START = Pattern.compile("<{5,9} *(?:SEARCH|ORIGINAL)\\b.*", Pattern.DOTALL);
    private static final Pattern MIDDLE = Pattern.compile("={5,9}\\s*");
    private static final Pattern END = Pattern.compile(">{5,9} *(?:REPLACE|UPDATED?)\\b.*", Pattern.DOTALL);
    private static final int FEWEST_DOUBLED = 2;
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
        List<String> before = texts(body, start + 1, middle);
        List<String> after = texts(body, middle + 1, end);
        List<HunkLine> lines = LineDiff.between(before, after);
        FileHeader header = new FileHeader(start + 1);
        header.newName = path;
        header.oldName = middle == start + 1 ? FileHeader.NOWHERE : path;
        if (lines.stream().allMatch(HunkLine::isContext)) {
            throw new Refused("the block of line " + (start + 1) + " of the reply changes nothing");
        }
        return new FilePatch(header, List.of(hunk(before, after, lines)));
    }

    private static Hunk hunk(List<String> before, List<String> after, List<HunkLine> lines) {
        Optional<List<String>> old = undoubled(before);
        Optional<List<String>> now = undoubled(after);
        List<List<HunkLine>> others =
                old.isPresent() && now.isPresent() ? List.of(LineDiff.between(old.get(), now.get())) : List.of();
        List<HunkLine> inexact = others.isEmpty() ? LineDiff.ofEnds(before, after) : List.of();
        return new Hunk(1, HunkHint.NONE.withCounts(true), Hunk.Ending.CLOSED, lines, others, inexact);
    }

    /** Returns the lines without the empty one that stands before, and behind, each of them. */
    private static Optional<List<String>> undoubled(List<String> texts) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (i % 2 == 1) {
                lines.add(texts.get(i));
            } else if (!texts.get(i).isEmpty()) {
                return Optional.empty();
            }
        }
        return texts.size() % 2 == 1 && lines.size() >= FEWEST_DOUBLED ? Optional.of(lines) : Optional.empty();
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
