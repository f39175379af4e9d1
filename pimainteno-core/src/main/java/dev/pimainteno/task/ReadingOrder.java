package dev.pimainteno.task;

import dev.pimainteno.change.CommitSummary;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.project.Project;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Orders a project's files by how much reading them helps to improve it: by kind, then by signs of weight, then by path. A
 * snapshot's history has subjects and no paths, so a file counts as worked on lately when a subject names it.
 */
final class ReadingOrder {
    private static final Set<String> ENTRY_POINTS = Set.of(
            "__main__",
            "app",
            "application",
            "cli",
            "daemon",
            "index",
            "lib",
            "main",
            "manage",
            "mod",
            "program",
            "run",
            "server",
            "service");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_./-]+|[./-]+(?=\\s|$)");
    private static final int SHORTEST_NAME = 4;

    private final Set<String> readmeWords;
    private final Set<String> subjectWords;

    private ReadingOrder(Set<String> readmeWords, Set<String> subjectWords) {
        this.readmeWords = readmeWords;
        this.subjectWords = subjectWords;
    }

    static ReadingOrder of(String readme, List<CommitSummary> history) {
        Stream<String> subjects = history.stream().map(CommitSummary::subject);
        return new ReadingOrder(
                words(readme), words(String.join("\n", subjects.limit(20).toList())));
    }

    /** Returns what may be shown, best first; the summary file is left out. */
    List<TreeEntry> sort(List<TreeEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.mode().isFile() && entry.size() > 0)
                .filter(entry -> !entry.path().equals(Project.SUMMARY_FILE))
                .map(entry -> new Ranked(entry, FileKind.of(entry.path()), weight(entry)))
                .filter(ranked -> ranked.kind().isReadable())
                .sorted(Comparator.comparing(Ranked::kind)
                        .thenComparing(Ranked::weight, Comparator.reverseOrder())
                        .thenComparing(ranked -> ranked.entry().path()))
                .map(Ranked::entry)
                .toList();
    }

    private int weight(TreeEntry entry) {
        String path = entry.path().toLowerCase(Locale.ROOT);
        String name = path.substring(path.lastIndexOf('/') + 1);
        String stem = name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name;
        int weight = ofSize(entry.size())
                - (int) Math.min(6, path.chars().filter(c -> c == '/').count());
        weight += ENTRY_POINTS.contains(stem) ? 15 : 0;
        weight += mentions(readmeWords, path, name, stem) ? 15 : 0;
        weight += mentions(subjectWords, path, name, stem) ? 20 : 0;
        return weight;
    }

    private static boolean mentions(Set<String> words, String path, String name, String stem) {
        return words.contains(path) || words.contains(name) || (stem.length() >= SHORTEST_NAME && words.contains(stem));
    }

    /** A file of some substance that still leaves room for others is the best reading. */
    private static int ofSize(long bytes) {
        if (bytes < 200) {
            return -20;
        }
        if (bytes <= 12_000) {
            return 20;
        }
        return bytes <= 32_000 ? 0 : -20;
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))));
    }

    private record Ranked(TreeEntry entry, FileKind kind, int weight) {}
}
