package dev.pimainteno.patch;

import dev.pimainteno.patch.AddedBlock.Original;
import dev.pimainteno.patch.HunkLine.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What stands at the end of every line of a hunk and of none of the file's lines that it quotes: blanks, or characters that
 * nobody sees. Then it is the reply's, and added lines lose it too. Immutable.
 *
 * @param text empty if there is no such thing
 */
record Tail(String text) {
    private static final Tail NONE = new Tail("");
    private static final int FEWEST = 2;

    /**
     * @param quotes whether a line of the hunk, by its number, stands in the file
     */
    static Tail of(List<HunkLine> lines, Original original, IntPredicate quotes) {
        Set<String> tails = new HashSet<>();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            HunkLine line = lines.get(i);
            if (line.isOld() && !line.isBlank()) {
                String file = original.of(i);
                if (!quotes.test(i) || !LineFold.same(line.plain(), file)) {
                    continue; // stale: it says nothing of how the reply ends its lines
                }
                String text = line.plain().stripLeading();
                String quoted = file.stripLeading();
                tails.add(text.startsWith(quoted) ? text.substring(quoted.length()) : "");
                count++;
            }
        }
        if (count < FEWEST || tails.size() != 1) {
            return NONE;
        }
        String tail = tails.iterator().next();
        boolean unseen = LineFold.of(tail).isBlank();
        boolean added = lines.stream()
                .filter(line -> line.kind() == Kind.ADDED && !line.isBlank())
                .allMatch(line -> line.plain().endsWith(tail));
        return unseen && added ? new Tail(tail) : NONE;
    }

    HunkLine without(HunkLine added) {
        boolean has = !text.isEmpty() && added.plain().endsWith(text);
        int end = added.text().lastIndexOf(text);
        return has
                ? added.withText(added.text().substring(0, end) + added.text().substring(end + text.length()))
                : added;
    }
}
