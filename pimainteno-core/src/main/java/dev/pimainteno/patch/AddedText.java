package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Refuses added lines that cannot be meant as they stand: words that stand for lines which a model left out, and
 * indentation in the style of a reply that has changed the file's, tabs for blanks or blanks for tabs.
 */
final class AddedText {
    private AddedText() {}

    /**
     * @param hunks the file's hunks as they stand in the reply
     * @param placed the same as they would be put into the file
     */
    static void check(String path, Lines file, List<Hunk> hunks, List<PlacedHunk> placed) throws Refused {
        Set<String> old = new HashSet<>();
        hunks.forEach(
                hunk -> hunk.oldSide().forEach(line -> old.add(line.plain().strip())));
        boolean tabsForBlanks = isForeign(file, hunks, AddedText::isTabbed, AddedText::isSpaced);
        boolean blanksForTabs = isForeign(file, hunks, AddedText::isSpaced, AddedText::isTabbed);
        for (PlacedHunk place : placed) {
            for (HunkLine line : place.hunk().lines()) {
                String text = line.plain();
                if (line.kind() != Kind.ADDED || line.isBlank()) {
                    continue;
                }
                String label = "hunk " + place.hunk().number() + " of " + path;
                if (Elisions.isOmission(text) && !old.contains(text.strip())) {
                    throw new Refused(label + " adds " + Excerpt.of(text)
                            + ", which stands for lines that are left out:" + " give them whole");
                }
                if ((tabsForBlanks && isTabbed(text)) || (blanksForTabs && isSpaced(text))) {
                    throw new Refused(
                            label + " adds " + Excerpt.of(text) + ", indented as no line of the file is, where"
                                    + " other hunks have changed the file's own indentation: use the file's");
                }
            }
        }
    }

    /** Whether the file is indented in its own way and nowhere in another, although hunks quote it like that. */
    private static boolean isForeign(Lines file, List<Hunk> hunks, Predicate<String> style, Predicate<String> own) {
        boolean quoted = hunks.stream()
                .flatMap(hunk -> hunk.oldSide().stream())
                .anyMatch(line -> !line.isBlank() && style.test(line.plain()));
        boolean owned = false;
        for (int i = 0; quoted && i < file.count(); i++) {
            quoted = !style.test(file.plain(i));
            owned |= own.test(file.plain(i));
        }
        return quoted && owned;
    }

    private static boolean isTabbed(String line) {
        return line.startsWith("\t");
    }

    private static boolean isSpaced(String line) {
        return line.startsWith("  ");
    }
}
