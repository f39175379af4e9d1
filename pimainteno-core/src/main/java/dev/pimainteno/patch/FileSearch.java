package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.change.TreePaths;
import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the file of hunks that name none: the one file of the tree in which all of them have a place. If several are as
 * good, the text above the hunks has to name one of them.
 */
final class FileSearch {
    private static final int MOST_FILES = 20_000;
    private static final long MOST_BYTES = 2L << 20;
    private static final long MOST_IN_ALL = 128L << 20;

    /** A path with a directory and an extension, so that no other words are taken for one: {@code and/or}. */
    private static final Pattern FILE = Pattern.compile("[^\\s/][^\\s]*/[^\\s/]+\\.[^\\s/.]+");

    private final FileTree tree;
    private final SearchBudget budget;
    private final NameSearch names;
    private long read;

    FileSearch(FileTree tree, SearchBudget budget) {
        this.tree = tree;
        this.budget = budget;
        this.names = new NameSearch(tree);
    }

    /** A file in which all hunks have a place, and how far its lines are from theirs. */
    private record Match(String path, Strategy loosest) {}

    Target find(FilePatch patch) throws Refused {
        List<Hunk> hunks = patch.hunks();
        Optional<String> made = newFile(patch);
        if (made.isPresent()) {
            return new Target(null, made.get());
        }
        List<Match> matches = new ArrayList<>();
        Set<String> needed = needed(hunks);
        int files = 0;
        for (TreeEntry entry : tree.entries()) {
            if (!entry.mode().isFile() || entry.size() > MOST_BYTES || entry.size() == 0) {
                continue;
            }
            read += entry.size();
            if (++files > MOST_FILES || read > MOST_IN_ALL) {
                throw new Refused(patch.header().label() + " is not named, and the tree is too large to look for it");
            }
            match(entry, hunks, needed).ifPresent(matches::add);
        }
        return choose(patch, matches);
    }

    private Target choose(FilePatch patch, List<Match> matches) throws Refused {
        String label = "the hunks of line " + patch.header().line + " of the reply, which name no file,";
        if (matches.isEmpty()) {
            throw new Refused(label + " fit no file: write '--- a/file' and '+++ b/file' above them");
        }
        Strategy best = matches.stream()
                .map(Match::loosest)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<String> fitting = matches.stream()
                .filter(match -> match.loosest() == best)
                .map(Match::path)
                .toList();
        if (fitting.size() == 1) {
            return new Target(fitting.get(0), fitting.get(0));
        }
        List<String> mentions = patch.header().mentions;
        for (int i = mentions.size() - 1; i >= 0; i--) {
            Set<String> meant = safe(mentions.get(i)) ? names.find(mentions.get(i)) : Set.of();
            if (meant.size() == 1 && fitting.containsAll(meant)) {
                String path = meant.iterator().next();
                return new Target(path, path);
            }
        }
        throw new Refused(label + " fit " + fitting.size() + " files, " + String.join(", ", fitting.subList(0, 2))
                + ": write '--- a/file' and '+++ b/file' above them");
    }

    /** Returns the path of a file to make, if the hunks only add lines and the nearest text names one that is not there. */
    private Optional<String> newFile(FilePatch patch) {
        List<Hunk> hunks = patch.hunks();
        List<String> mentions = patch.header().mentions;
        boolean adds = hunks.size() == 1
                && hunks.get(0).addsOnly()
                && hunks.get(0).hint().empty();
        if (!adds || mentions.isEmpty()) {
            return Optional.empty();
        }
        List<String> absent = mentions.stream()
                .filter(path -> FILE.matcher(path).matches()
                        && safe(path)
                        && names.find(path).isEmpty())
                .toList();
        return absent.size() == 1 ? Optional.of(absent.get(0)) : Optional.empty();
    }

    private Optional<Match> match(TreeEntry entry, List<Hunk> hunks, Set<String> needed) {
        byte[] content = tree.content(entry.path());
        FileText file = FileText.of(content);
        Set<String> missing = new HashSet<>(needed);
        for (int i = 0; i < file.lines().count() && !missing.isEmpty(); i++) {
            missing.remove(LineFold.of(file.lines().plain(i)));
        }
        if (!missing.isEmpty() || new String(content, ISO_8859_1).indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            List<PlacedHunk> placed =
                    new HunkPlacer(budget).place(entry.path(), file, hunks).found();
            return placed.stream()
                    .map(PlacedHunk::strategy)
                    .max(Comparator.naturalOrder())
                    .map(strategy -> new Match(entry.path(), strategy == Strategy.SHIFTED ? Strategy.EXACT : strategy));
        } catch (Refused refused) {
            return Optional.empty(); // not this file
        }
    }

    /** Returns what is left of the lines that every file in question must have: those that are removed. */
    private static Set<String> needed(List<Hunk> hunks) {
        Set<String> needed = new HashSet<>();
        for (Hunk hunk : hunks) {
            for (HunkLine line : hunk.lines()) {
                if (line.kind() == HunkLine.Kind.REMOVED) {
                    needed.add(LineFold.of(line.plain()));
                }
            }
        }
        return needed;
    }

    private static boolean safe(String path) {
        return TreePaths.problem(path).isEmpty();
    }
}
