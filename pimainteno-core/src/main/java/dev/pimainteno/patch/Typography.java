package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.patch.AddedBlock.Original;
import dev.pimainteno.patch.HunkLine.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses hunks whose typing has put typographic characters into old lines where the file has plain ones, and has the same
 * characters in added lines: there, nobody knows which were meant.
 */
final class Typography {
    private Typography() {}

    static void check(Hunk hunk, Original original, Tail tail) throws Refused {
        List<HunkLine> lines = hunk.lines();
        Set<Integer> foreign = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isOld()) {
                foreign.addAll(foreign(body(lines.get(i), tail), original.of(i)));
            }
        }
        if (foreign.isEmpty()) {
            return;
        }
        for (HunkLine line : lines) {
            if (line.kind() == Kind.ADDED
                    && codePoints(body(line, tail)).stream().anyMatch(foreign::contains)) {
                throw new Refused("hunk " + hunk.number()
                        + " quotes plain characters of the file as typographic ones, and"
                        + " has the same in its added line " + Excerpt.of(line.plain()) + ": write it as it is meant");
            }
        }
    }

    /** Returns the characters beyond ASCII that a line has and the file's line, which says the same, has not. */
    private static Set<Integer> foreign(String line, String file) {
        if (line.equals(file) || !LineFold.of(line).equals(LineFold.of(file))) {
            return Set.of();
        }
        Set<Integer> characters = codePoints(line);
        characters.removeAll(codePoints(file));
        return characters;
    }

    private static Set<Integer> codePoints(String latin) {
        Set<Integer> characters = new HashSet<>();
        if (latin.chars().anyMatch(c -> c >= 0x80)) {
            new String(latin.getBytes(ISO_8859_1), UTF_8)
                    .codePoints()
                    .filter(c -> c >= 0x80)
                    .forEach(characters::add);
        }
        return characters;
    }

    /** Returns a line without what is known to be the reply's own: no-break spaces at its start, and a tail. */
    private static String body(HunkLine line, Tail tail) {
        return Indentation.softened(tail.without(line).plain());
    }
}
