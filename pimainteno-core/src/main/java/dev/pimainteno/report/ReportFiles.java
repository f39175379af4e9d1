package dev.pimainteno.report;

import dev.pimainteno.report.Reports.Collection;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in a work tree that look like reports and are not of the project itself. A bounded number of bounded size; no links.
 * Immutable.
 *
 * @param root of the work tree
 * @param isOfProject whether a path, with slashes and from the root, is a file of the project
 */
public record ReportFiles(Path root, Predicate<String> isOfProject) {
    private static final Logger log = LoggerFactory.getLogger(ReportFiles.class);
    private static final int MOST_FILES = 5_000;
    private static final int MOST_VISITED = 300_000;
    private static final long LARGEST = 32L << 20;
    private static final long MOST_BYTES = 256L << 20;
    private static final Set<String> NEVER_ENTERED = Set.of(".git", "node_modules", ".venv", "venv", ".tox", "vendor");

    private static final Pattern TESTS = Pattern.compile(
            "(?:.*/)?(?:target/(?:surefire|failsafe)-reports/TEST-[^/]+\\.xml|build/test-results/.+\\.xml|test-results/[^/]+\\.xml"
                    + "|test-reports/[^/]+\\.xml|(?:junit|pytest|xunit|test-?results?|TEST-)[^/]*\\.xml|target/nextest/[^/]+/junit\\.xml)");
    private static final Pattern COVERAGE = Pattern.compile(
            "(?:.*/)?(?:jacoco[^/]*\\.xml|(?:build/reports/jacoco)/.+\\.xml|coverage[^/]*\\.xml|cobertura[^/]*\\.xml)");
    private static final Pattern LCOV = Pattern.compile("(?:.*/)?(?:lcov|[^/]+\\.lcov|lcov[^/]*)(?:\\.info)?");
    private static final Pattern SARIF = Pattern.compile("(?:.*/)?[^/]+\\.sarif(?:\\.json)?");

    /** How a report is read. */
    private enum Kind {
        TESTS,
        COVERAGE,
        LCOV,
        SARIF
    }

    private record Report(Path file, String path, Kind kind, long size) {}

    /** Deletes them, so that those that are there later are new. */
    public void clear() {
        for (Report report : find()) {
            try {
                Files.deleteIfExists(report.file());
            } catch (IOException e) {
                log.debug("The report {} stays", report.file(), e);
            }
        }
    }

    /** Reads them. */
    public Reports read() {
        Collection found = new Collection();
        long left = MOST_BYTES;
        for (Report report : find()) {
            left -= report.size();
            if (report.size() > LARGEST || left < 0) {
                found.unreadable(report.path() + ": larger than reports are, or one of too many");
                continue;
            }
            try {
                read(report, Files.readAllBytes(report.file()), found);
            } catch (IOException | UnreadableReportException e) {
                found.unreadable(report.path() + ": " + e.getMessage());
            }
        }
        return found.toReports();
    }

    private static void read(Report report, byte[] document, Collection found) throws UnreadableReportException {
        switch (report.kind()) {
            case TESTS -> JUnitXml.read(document, found);
            case COVERAGE -> CoverageXml.read(document, found);
            case LCOV -> Lcov.read(document, found);
            case SARIF -> Sarif.read(document, found);
        }
    }

    private List<Report> find() {
        List<Report> found = new ArrayList<>();
        int[] visited = {0};
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean closed = NEVER_ENTERED.contains(String.valueOf(directory.getFileName()));
                    return closed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    Kind kind = attributes.isRegularFile() ? kind(path) : null;
                    if (kind != null && !isOfProject.test(path)) {
                        found.add(new Report(file, path, kind, attributes.size()));
                    }
                    boolean enough = ++visited[0] >= MOST_VISITED || found.size() >= MOST_FILES;
                    return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE; // What cannot be looked into holds no report that could be read.
                }
            });
        } catch (IOException e) {
            log.debug("{} was not looked through for reports to the end", root, e);
        }
        found.sort(java.util.Comparator.comparing(Report::path));
        return found;
    }

    private static @org.jspecify.annotations.Nullable Kind kind(String path) {
        if (TESTS.matcher(path).matches()) {
            return Kind.TESTS;
        }
        if (COVERAGE.matcher(path).matches()) {
            return Kind.COVERAGE;
        }
        if (SARIF.matcher(path).matches()) {
            return Kind.SARIF;
        }
        return LCOV.matcher(path).matches() ? Kind.LCOV : null;
    }
}
