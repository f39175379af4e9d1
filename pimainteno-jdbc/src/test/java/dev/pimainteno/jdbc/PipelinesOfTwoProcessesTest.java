package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.Proposal;
import dev.pimainteno.task.TaskContext;
import dev.pimainteno.testing.TemporaryRepository;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes that make whole runs of one project, as fast as they can. */
@Timeout(300)
class PipelinesOfTwoProcessesTest extends BothDatabases {
    private static final int RUNS = 8;
    private static final int MOST_TRIES = 10_000;

    @Test
    void neverHaveTwoRunsOfAProjectOpenAtOnce() throws Exception {
        TemporaryRepository.create(directory.resolve("shop"))
                .write("README.md", "shop\n")
                .commit("Begin");
        JdbcSettings settings = newPlace();
        JdbcStore store = open(settings);
        if (!isSqlite()) {
            // So that the server, too, says in which order the rows were written.
            Tables.execute(settings, "alter table run_events add column written bigserial");
        }

        try (Child one = Child.start(Runs.class, settings, directory, "state-1");
                Child other = Child.start(Runs.class, settings, directory, isSqlite() ? "state-1" : "state-2")) {
            one.expect("ready");
            other.expect("ready");
            one.tell("go");
            other.tell("go");
            one.expect(RUNS + " runs");
            other.expect(RUNS + " runs");
            assertThat(one.end()).isZero();
            assertThat(other.end()).isZero();
        }

        assertThat(store.history().runs(RunQuery.newest(100)))
                .hasSize(2 * RUNS)
                .allSatisfy(run -> assertThat(run.reason()).isEqualTo("all is well"));
        Set<String> open = new HashSet<>();
        for (String event : written(settings)) {
            String run = event.substring(0, event.indexOf(' '));
            if (event.endsWith(" opened")) {
                open.add(run);
            }
            assertThat(open).as(event).containsExactly(run);
            if (event.endsWith(" ended")) {
                open.remove(run);
            }
        }
        assertThat(open).isEmpty();
    }

    /** Returns run and type of each event, in the order in which they were written. */
    private List<String> written(JdbcSettings settings) {
        String order = isSqlite() ? "rowid" : "written";
        return Tables.maps(settings, "select run || ' ' || type as event from run_events order by " + order).stream()
                .map(row -> String.valueOf(row.get("event")))
                .toList();
    }

    /** Makes runs until it has made as many as it is to. */
    static final class Runs {
        private Runs() {}

        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[2]);
            Project project = Project.builder(ProjectId.of("shop"), directory.resolve("shop"))
                    .delivery(DeliveryMode.OBSERVE)
                    .tasks(List.of("look"))
                    .build();
            try (JdbcStore store = JdbcStore.open(Child.settings(args))) {
                Pipeline pipeline = Pipeline.builder(directory.resolve(args[3]))
                        .journal(store.journal())
                        .claims(store.claims())
                        .watermarks(store.watermarks())
                        .task("look", new AlwaysDue())
                        .build();
                System.out.println("ready");
                System.in.read();
                int runs = 0;
                for (int i = 0; i < MOST_TRIES && runs < RUNS; i++) {
                    RunReport report = pipeline.run(RunRequest.manual(project), RunListener.none());
                    runs += report.run().isPresent() ? 1 : 0;
                }
                System.out.println(runs + " runs");
            }
        }
    }

    /** Finds nothing to do, and has changed its mind about what it looks at each time that it is asked. */
    private static final class AlwaysDue implements MaintenanceTask {
        @Override
        public Proposal propose(TaskContext context) {
            return new Proposal.Nothing("all is well");
        }

        @Override
        public String version() {
            return UUID.randomUUID().toString();
        }
    }
}
