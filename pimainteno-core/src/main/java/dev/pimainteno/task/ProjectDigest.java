package dev.pimainteno.task;

import dev.pimainteno.change.CommitSummary;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.project.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a model is shown of a project: its summary, its tree, its latest commits, its README, its build files, and whole
 * files in the order in which they are worth reading, until a budget of tokens is used up. Equal snapshots give equal
 * digests. Immutable.
 *
 * <p>A token is taken to be four bytes of UTF-8. That is what providers state for English text; code takes a little
 * more, and scripts of three bytes to a character up to twice as many tokens, so a budget is a measure and not a promise.
 */
final class ProjectDigest {
    /** Goes into the versions of the tasks: another digest of the same project is another question. */
    static final String VERSION = "digest.v1";

    static final int FEWEST_TOKENS = 500;

    private static final int BYTES_PER_TOKEN = 4;
    private static final int MOST_COMMITS = 20;
    private static final int MOST_FILES_READ = 400;
    private static final int MOST_BUILD_FILES = 8;
    private static final int LARGEST_PROSE = 1 << 20;
    private static final Pattern README =
            Pattern.compile("readme(\\.(md|rst|txt|adoc|org))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTML_COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    private final int maxTokens;

    /**
     * @param maxTokens at least {@value #FEWEST_TOKENS}
     */
    ProjectDigest(int maxTokens) {
        if (maxTokens < FEWEST_TOKENS || maxTokens > Integer.MAX_VALUE / BYTES_PER_TOKEN) {
            throw new IllegalArgumentException(
                    "a project's digest needs at least " + FEWEST_TOKENS + " tokens, not " + maxTokens);
        }
        this.maxTokens = maxTokens;
    }

    /** Returns how many bytes of UTF-8 a digest may have. */
    int maxBytes() {
        return maxTokens * BYTES_PER_TOKEN;
    }

    /**
     * Returns the digest.
     *
     * @param wanted paths of files to show before all others, as far as they exist and can be shown
     */
    List<Quotation> of(Snapshot snapshot, Collection<String> wanted) {
        Pages pages = new Pages(snapshot.files(), maxBytes());
        pages.addWhole(wanted, maxBytes());
        pages.addProse("summary ", Project.SUMMARY_FILE, 4);
        pages.addTree(8);
        pages.addExcerpt("latest commits, newest first", commits(snapshot.history()), 20);
        Optional<String> readme = readme(snapshot.files());
        readme.ifPresent(path -> pages.addProse("README ", path, 8));
        String words = readme.map(path -> textAt(snapshot.files(), path)).orElse("");
        List<TreeEntry> sorted =
                ReadingOrder.of(words, snapshot.history()).sort(snapshot.files().entries());
        pages.addWhole(
                sorted.stream()
                        .map(TreeEntry::path)
                        .filter(path -> FileKind.of(path) == FileKind.BUILD)
                        .limit(MOST_BUILD_FILES)
                        .toList(),
                maxBytes() / 6);
        pages.addFiles(sorted);
        return pages.quotations;
    }

    private static String commits(List<CommitSummary> history) {
        return history.stream()
                .limit(MOST_COMMITS)
                .map(commit -> VisibleText.cleanLine(commit.subject(), 100))
                .collect(Collectors.joining("\n"));
    }

    private static Optional<String> readme(FileTree files) {
        return files.entries().stream()
                .map(TreeEntry::path)
                .filter(path -> README.matcher(path).matches())
                .findFirst();
    }

    private static String textAt(FileTree files, String path) {
        return files.entry(path)
                .filter(entry -> entry.mode().isFile() && entry.size() <= LARGEST_PROSE)
                .flatMap(entry -> TextFile.decode(files.content(path)))
                .map(text -> VisibleText.clean(HTML_COMMENT.matcher(text).replaceAll("")))
                .orElse("");
    }

    /** What has been taken so far. */
    private static final class Pages {
        private final FileTree files;
        private final int maxBytes;
        private final List<Quotation> quotations = new ArrayList<>();
        private final Set<String> shown = new HashSet<>();
        private int left;

        Pages(FileTree files, int maxBytes) {
            this.files = files;
            this.maxBytes = maxBytes;
            this.left = maxBytes;
        }

        void addTree(int fraction) {
            int room = maxBytes / fraction - new Quotation("tree", "").bytes();
            add(new Quotation("tree", TreeListing.of(files.entries()).text(room)));
        }

        /** A document as it is if it fits; else an excerpt of what can be seen of it. */
        void addProse(String title, String path, int fraction) {
            addWhole(List.of(path), maxBytes / fraction);
            if (!shown.contains(path)) {
                addExcerpt(title + path + " (an excerpt, not to be changed)", textAt(files, path), fraction);
            }
        }

        void addExcerpt(String title, String text, int fraction) {
            Quotation.beginning(title, text, Math.min(left, maxBytes / fraction))
                    .ifPresent(this::add);
        }

        void addWhole(Collection<String> paths, int maxBytes) {
            int room = Math.min(left, maxBytes);
            for (String path : paths) {
                Optional<Quotation> file = quote(path);
                if (file.isPresent() && file.get().bytes() <= room) {
                    room -= file.get().bytes();
                    shown.add(path);
                    add(file.get());
                }
            }
        }

        /** Whole files as long as they fit; if not a single one does, the beginning of the first. */
        void addFiles(List<TreeEntry> sorted) {
            int before = shown.size();
            int read = 0;
            for (TreeEntry entry : sorted) {
                if (entry.size() < left && read < MOST_FILES_READ) {
                    read++;
                    addWhole(List.of(entry.path()), left);
                }
            }
            if (shown.size() == before) {
                addBeginning(sorted);
            }
        }

        private void addBeginning(List<TreeEntry> sorted) {
            sorted.stream()
                    .filter(entry -> !shown.contains(entry.path()))
                    .limit(MOST_FILES_READ)
                    .flatMap(entry -> TextFile.read(files, entry).stream())
                    .flatMap(file -> file.beginning(left).stream())
                    .findFirst()
                    .ifPresent(this::add);
        }

        private Optional<Quotation> quote(String path) {
            if (shown.contains(path) || !FileKind.of(path).isReadable()) {
                return Optional.empty();
            }
            return files.entry(path)
                    .filter(entry -> entry.size() < left)
                    .flatMap(entry -> TextFile.read(files, entry))
                    .map(TextFile::whole);
        }

        private void add(Quotation quotation) {
            if (!quotation.text().isEmpty() && quotation.bytes() <= left) {
                quotations.add(quotation);
                left -= quotation.bytes();
            }
        }
    }
}
