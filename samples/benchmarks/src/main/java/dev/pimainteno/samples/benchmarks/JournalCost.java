package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.jdbc.JdbcSettings;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.testing.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What it costs to journal a run of 20 events, and to read a history of few and of many runs: on the heap, in a SQLite file
 * and, if a server is named, in PostgreSQL.
 */
public final class JournalCost {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId TEMPLATE = new RunId("20260301-115959-000000");
    private static final long TOKEN = 7;
    private static final int EVENTS_OF_A_RUN = 20;
    private static final int KEPT_EVENTS = 3;
    private static final int PROJECTS = 50;
    private static final int PAGE = 20;
    private static final int LOOKS = 3_000;
    /** All but the last two digits of a name. */
    private static final int NAME_BEGINNING = 20;

    private static final int FEW = 4;

    private final int journaled;
    private final int many;
    private final Path directory;

    private JournalCost(int journaled, int many, Path directory) {
        this.journaled = journaled;
        this.many = many;
        this.directory = directory;
    }

    /** Takes the number of runs to journal, of those in a long history, and a server's URL and user. */
    public static void main(String[] arguments) throws Exception {
        int journaled = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int many = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path directory = Files.createTempDirectory("pimainteno-journal-cost");
        try {
            JournalCost cost = new JournalCost(journaled, many, directory);
            cost.journal(arguments);
            cost.read("SQLite", Place.file(directory.resolve("few.db")), Place.file(directory.resolve("many.db")));
            if (arguments.length > 3) {
                cost.read("PostgreSQL", Place.schema(arguments, "few"), Place.schema(arguments, "many"));
            }
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void journal(String[] arguments) throws Exception {
        System.out.println("| journaling | event p50 µs | event p99 µs | run of 20 p50 ms | run of 20 p99 ms |");
        System.out.println("| --- | --- | --- | --- | --- |");
        journal("heap", RunJournal.inMemory(journaled));
        try (JdbcStore store = JdbcStore.open(directory.resolve("journal.db"))) {
            journal("SQLite", store.journal());
        }
        if (arguments.length > 3) {
            try (JdbcStore store =
                    JdbcStore.open(Place.schema(arguments, "journal").settings())) {
                journal("PostgreSQL", store.journal());
            }
        }
        System.out.println();
    }

    private void journal(String name, RunJournal journal) {
        long[] runs = new long[journaled];
        long[] events = new long[journaled * EVENTS_OF_A_RUN];
        int warmUp = Math.min(50, journaled / 2);
        for (int number = 0; number < journaled + warmUp; number++) {
            RunId run = run(number);
            long start = System.nanoTime();
            for (int seq = 0; seq < EVENTS_OF_A_RUN; seq++) {
                long began = System.nanoTime();
                journal.append(event(run, seq), TOKEN);
                if (number >= warmUp) {
                    events[(number - warmUp) * EVENTS_OF_A_RUN + seq] = System.nanoTime() - began;
                }
            }
            if (number >= warmUp) {
                runs[number - warmUp] = System.nanoTime() - start;
            }
        }
        System.out.printf(
                "| %s | %.1f | %.1f | %.2f | %.2f |%n",
                name, micros(events, 0.5), micros(events, 0.99), micros(runs, 0.5) / 1_000, micros(runs, 0.99) / 1_000);
    }

    private static RunEvent event(RunId run, int seq) {
        if (seq == 0) {
            return SampleEvents.opened(run, project(0), AT);
        }
        return seq == EVENTS_OF_A_RUN - 1
                ? new RunEvent.Ended(run, AT, RunOutcome.DELIVERED, "One change was delivered.")
                : new RunEvent.PhaseBegan(run, AT, Phase.GATE, "the sentence of an event of usual length");
    }

    /** A store and how else it is reached. */
    private record Place(JdbcSettings settings, String url, String user) {
        static Place file(Path file) {
            return new Place(JdbcSettings.sqlite(file), "jdbc:sqlite:" + file, "");
        }

        /** A schema of its own, which must not be there yet. */
        static Place schema(String[] arguments, String schema) throws SQLException {
            try (Connection connection = DriverManager.getConnection(arguments[2], arguments[3], "");
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema " + schema);
            }
            String url = arguments[2] + "?currentSchema=" + schema;
            return new Place(JdbcSettings.postgresql(url, arguments[3]), url, arguments[3]);
        }

        boolean isServer() {
            return !user.isEmpty();
        }
    }

    private void read(String name, Place fewRuns, Place manyRuns) throws SQLException {
        int few = 1_000;
        double[][] small = read(fewRuns, few);
        double[][] large = read(manyRuns, many);
        System.out.printf("| %s, µs | %,d runs p50 | p99 | %,d runs p50 | p99 | p99 ratio |%n", name, few, many);
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        String[] questions = {
            "newest 20",
            "newest 20 of a project",
            "newest 20 of an outcome",
            "20 before a run",
            "find a run",
            "find a run by its beginning",
            "events of a run",
            "open runs",
            "held runs"
        };
        for (int i = 0; i < questions.length; i++) {
            System.out.printf(
                    "| %s | %.0f | %.0f | %.0f | %.0f | %.2f |%n",
                    questions[i], small[i][0], small[i][1], large[i][0], large[i][1], large[i][1] / small[i][1]);
        }
        System.out.println();
    }

    /** Returns the median and the 99th percentile of each question, in microseconds. */
    private static double[][] read(Place place, int size) throws SQLException {
        try (JdbcStore store = JdbcStore.open(place.settings())) {
            RunJournal journal = store.journal();
            for (int seq = 0; seq < KEPT_EVENTS - 1; seq++) {
                journal.append(event(TEMPLATE, seq), TOKEN);
            }
            journal.append(event(TEMPLATE, EVENTS_OF_A_RUN - 1), TOKEN);
            fill(place, size);
            RunHistory history = store.history();
            Random random = new Random(1);
            return new double[][] {
                time(() -> require(history.runs(RunQuery.newest(PAGE)).size() == PAGE)),
                time(() -> require(history.runs(RunQuery.newest(PAGE).of(project(random.nextInt(PROJECTS))))
                                .size()
                        == PAGE)),
                time(() -> require(history.runs(RunQuery.newest(PAGE).with(RunOutcome.DELIVERED))
                                .size()
                        == PAGE)),
                time(() -> require(history.runs(RunQuery.newest(PAGE).before(run(PAGE + random.nextInt(size - PAGE))))
                                .size()
                        == PAGE)),
                time(() -> require(history.find(run(1 + random.nextInt(size))).isPresent())),
                time(() -> require(
                        !history.named(run(1 + random.nextInt(size)).value().substring(0, NAME_BEGINNING), FEW)
                                .isEmpty())),
                time(() -> require(events(journal, run(1 + random.nextInt(size))) == KEPT_EVENTS)),
                time(() ->
                        require(journal.open(project(random.nextInt(PROJECTS))).isEmpty())),
                time(() ->
                        require(journal.held(project(random.nextInt(PROJECTS))).isEmpty()))
            };
        }
    }

    private static long events(RunJournal journal, RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.toList().size();
        }
    }

    /** Copies the one run that was journaled. */
    private static void fill(Place place, int size) throws SQLException {
        boolean server = place.isServer();
        String id = "'20260301-120000-' || " + (server ? "lpad(to_hex(i), 6, '0')" : "printf('%06x', i)");
        String numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + size + ") ";
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), "");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into runs (id, opening, project, started_by, delivery, branch, base, opened_at,"
                    + " last_event_at, events, phase, questions, remembered, input_tokens, output_tokens, subject,"
                    + " outcome, reason) " + numbers + "select " + id + ", i + 1, 'project-' || (i % " + PROJECTS
                    + "), started_by, delivery, branch, base, opened_at, last_event_at, events, phase, questions,"
                    + " remembered, input_tokens, output_tokens, subject, outcome, reason from runs, n where id = '"
                    + TEMPLATE + "'");
            statement.execute("insert into run_events (run, seq, at, type, attempt, body) " + numbers + "select " + id
                    + ", seq, at, type, attempt, replace(body, '" + TEMPLATE + "', " + id
                    + ") from n, run_events where run = '" + TEMPLATE + "'");
            connection.commit();
            connection.setAutoCommit(true);
            // The server does this by itself, some time later.
            statement.execute(server ? "vacuum analyze" : "pragma wal_checkpoint(truncate)");
        }
    }

    private static double[] time(Runnable question) {
        long[] nanos = new long[LOOKS];
        for (int i = -LOOKS; i < LOOKS; i++) {
            long start = System.nanoTime();
            question.run();
            nanos[Math.max(i, 0)] = System.nanoTime() - start;
        }
        return new double[] {micros(nanos, 0.5), micros(nanos, 0.99)};
    }

    private static double micros(long[] nanos, double quantile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) (quantile * (sorted.length - 1))] / 1_000.0;
    }

    private static void require(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalStateException("the history does not hold what was put there");
        }
    }

    private static RunId run(int number) {
        return new RunId("20260301-120000-%06x".formatted(number));
    }

    private static ProjectId project(int number) {
        return ProjectId.of("project-" + number);
    }
}
