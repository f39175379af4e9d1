package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.project.DeliveryMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The ends that a scene may come to, whatever has happened to a run in it. */
final class LegalEnd {
    private final CrashScene scene;
    private final JdbcStore store;

    LegalEnd(CrashScene scene, JdbcStore store) {
        this.scene = scene;
        this.store = store;
    }

    /** One commit, delivered, deployed and restarted once; or held, and nothing of it to be seen anywhere. */
    void requireOneChange(DeliveryMode mode) throws Exception {
        requireOneChangeOrNone(mode);
        if (mode == DeliveryMode.HOLD) {
            assertThat(store.journal().held(scene.project(mode).id())).hasSize(1);
            return;
        }
        assertThat(commits(scene.shop())).isEqualTo(2);
        assertThat(scene.services().count()).as("restarts").isEqualTo(1);
        assertThat(deployments()).as("deployments").isNotEmpty();
    }

    /** One change that went as far as it could, or none: what is there is whole, and nothing is there twice. */
    void requireOneChangeOrNone(DeliveryMode mode) throws Exception {
        List<RunOverview> runs = store.history().runs(RunQuery.newest(100));
        assertThat(runs).allSatisfy(run -> assertThat(run.outcome()).isPresent());
        Path remote = scene.remote();
        CrashScene.git(scene.shop(), "fsck", "--strict");
        CrashScene.git(remote, "fsck", "--strict");
        assertThat(CrashScene.git(scene.shop(), "status", "--porcelain")).isEmpty();
        int local = commits(scene.shop());
        assertThat(local).as("commits in the checkout").isBetween(1, mode == DeliveryMode.HOLD ? 1 : 2);
        if (mode == DeliveryMode.PUSH) {
            assertThat(commits(remote)).as("commits at the remote").isBetween(local, 2);
        } else {
            assertThat(commits(remote)).as("commits at the remote").isEqualTo(1);
        }
        if (mode == DeliveryMode.PUSH && local == 2) {
            assertThat(head(remote)).isEqualTo(head(scene.shop()));
        }
        scene.bytes().require(local == 2, commits(remote) == 2);
        assertThat(scene.services().count()).as("restarts").isBetween(0, local - 1);
        assertThat(deployments()).as("deployments").hasSizeBetween(0, mostDeployments(runs, local));
        assertThat(deployments()).allSatisfy(commit -> assertThat(commit).isEqualTo(head(scene.shop())));
        for (RunOverview run : runs) {
            assertThat(ProcessMark.of(run.run().value()).endAll()).as("orphans").isZero();
        }
    }

    /** No lock, no temporary file, nothing half written, nothing staged. */
    void requireNothingLeft() throws IOException {
        for (Path root : List.of(scene.shop(), scene.state())) {
            try (Stream<Path> files = Files.walk(root)) {
                assertThat(files.filter(file -> isLeftBehind(root, file))).isEmpty();
            }
        }
        if (Files.exists(scene.temporary())) {
            try (Stream<Path> files = Files.list(scene.temporary())) {
                assertThat(files.map(file -> String.valueOf(file.getFileName()))
                                // What libraries make for themselves while they find out where they are.
                                .filter(name -> !name.startsWith("sqlite-") && !name.startsWith("tempsymlinktarget")))
                        .as("temporary files")
                        .isEmpty();
            }
        }
    }

    private static boolean isLeftBehind(Path root, Path file) {
        String path = root.relativize(file).toString();
        if (path.equals("pimainteno.db.lock")) {
            return false; // The store's own, which stays with it.
        }
        String name = String.valueOf(file.getFileName());
        if (path.startsWith("cache/") && name.startsWith("put-")) {
            return false; // Other processes may write there too: the cache deletes it when it is a day old.
        }
        boolean halfAPack = name.endsWith(".pack") && !Files.exists(file.resolveSibling(name.replace(".pack", ".idx")));
        return halfAPack
                || path.startsWith(".git/pimainteno")
                || Stream.of(".lock", ".tmp", ".part").anyMatch(name::endsWith)
                || Stream.of("noz", "incoming_", "insert_", "tmp_", "._").anyMatch(name::startsWith)
                || name.matches("pimainteno[0-9]+");
    }

    private int mostDeployments(List<RunOverview> runs, int commits) {
        return commits == 1 ? 0 : runs.stream().anyMatch(this::wasResumedBeforeItsDeploymentWasKnown) ? 2 : 1;
    }

    /** Nobody can know whether a command that was about to be run had been run when its end was never told. */
    private boolean wasResumedBeforeItsDeploymentWasKnown(RunOverview run) {
        try (Stream<RunEvent> read = store.journal().read(run.run())) {
            List<RunEvent> events = read.toList();
            int resumed = indexOf(events, RunEvent.Resumed.class);
            return resumed >= 0 && indexOf(events, RunEvent.Deployed.class) > resumed;
        }
    }

    private List<String> deployments() throws IOException {
        return Files.exists(scene.deployments()) ? Files.readAllLines(scene.deployments()) : List.of();
    }

    private static int commits(Path repository) throws InterruptedException {
        return Integer.parseInt(CrashScene.git(repository, "rev-list", "--count", "main"));
    }

    private static String head(Path repository) throws InterruptedException {
        return CrashScene.git(repository, "rev-parse", "main");
    }

    private static int indexOf(List<RunEvent> events, Class<? extends RunEvent> kind) {
        for (int i = 0; i < events.size(); i++) {
            if (kind.isInstance(events.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
