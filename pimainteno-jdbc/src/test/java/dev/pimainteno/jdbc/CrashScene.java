package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.cache.Cache;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import dev.pimainteno.testing.ScriptedLlmClient;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A shop with a remote, a service and a deploy command, all in one directory, and what runs it there. */
final class CrashScene {
    static final ServiceName SERVICE = ServiceName.of("shop.service");
    private static final String TEST = "test \"$(sh total.sh)\" = 12\n";
    private static final String SUMMARY = "# shop\n\nTest: `sh test.sh`\n";
    private static final String DIFF = """
            ```diff
            --- a/total.sh
            +++ b/total.sh
            @@ -1,3 +1,3 @@
             price=3
             count=4
            -echo $((price + count))
            +echo $((price * count))
            --- a/old/note.txt
            +++ /dev/null
            @@ -1 +0,0 @@
            -add
            --- /dev/null
            +++ b/new/note.txt
            @@ -0,0 +1 @@
            +add
            ```
            """;

    private final Path directory;

    private CrashScene(Path directory) {
        this.directory = directory;
    }

    /** Makes everything anew. */
    static CrashScene create(Path directory) {
        return create(directory, TEST);
    }

    /**
     * Makes everything anew.
     *
     * @param test the script that verifies a tree
     */
    static CrashScene create(Path directory, String test) {
        TemporaryRepository shop = TemporaryRepository.create(directory.resolve("shop"));
        files(false).forEach(shop::write);
        shop.write("test.sh", test).commit("Begin");
        shop.remote();
        CrashScene scene = new CrashScene(directory);
        try {
            if (!Files.isDirectory(scene.world())) {
                Files.createDirectory(scene.world());
            }
            scene.bytes().remember();
            return scene;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the files that the scene has, by their paths: without the change, or with it. */
    static Map<String, String> files(boolean changed) {
        return changed
                ? Map.of("total.sh", total("*"), "new/note.txt", "add\n", "test.sh", TEST, "codex.md", SUMMARY)
                : Map.of("total.sh", total("+"), "old/note.txt", "add\n", "test.sh", TEST);
    }

    private static String total(String operator) {
        return "price=3\ncount=4\necho $((price " + operator + " count))\n";
    }

    /** Returns what another process has made. */
    static CrashScene at(Path directory) {
        return new CrashScene(directory);
    }

    /** Asks Git itself. */
    static String git(Path directory, String... arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
        argv.addAll(List.of(arguments));
        ProcessResult result = ProcessRunner.create()
                .run(ProcessRequest.of(new Command(argv), directory)
                        .environment(Map.of("PATH", System.getenv("PATH"), "GIT_CONFIG_NOSYSTEM", "1"))
                        .build());
        assertThat(result.succeeded()).as(argv + ": " + result.errors()).isTrue();
        return result.output().strip();
    }

    Path shop() {
        return directory.resolve("shop");
    }

    Path remote() {
        return directory.resolve("shop.git");
    }

    /** Returns what compares the scene with what it was. */
    SceneBytes bytes() {
        return new SceneBytes(this, directory.resolve("before"));
    }

    Path state() {
        return directory.resolve("state");
    }

    /** Returns where a program that is run in the scene may have its temporary files. */
    Path temporary() {
        return directory.resolve("tmp");
    }

    FileServices services() {
        return new FileServices(world().resolve("restarts"), shop());
    }

    Path deployments() {
        return world().resolve("deployments");
    }

    /** While this file is there, a deploy command does not come to its end. */
    Path holdsDeployments() {
        return world().resolve("hold");
    }

    /** This file is there once a deploy command has done its work and is held. */
    Path deploymentIsHeld() {
        return world().resolve("held");
    }

    /** Returns where it is seen what was done; may be a link to another disk. */
    private Path world() {
        return directory.resolve("world");
    }

    Project project(DeliveryMode mode) {
        return Project.builder(ProjectId.of("shop"), shop())
                .delivery(mode)
                .verify(Command.of("sh", "test.sh"))
                .deploy(List.of(Command.of(
                        "sh",
                        "-c",
                        "git rev-parse HEAD >> '" + deployments() + "' || exit 1\n"
                                + "while [ -e '" + holdsDeployments() + "' ]; do touch '" + deploymentIsHeld()
                                + "'; sleep 0.05; done")))
                .service(SERVICE)
                .followUp(0)
                .build();
    }

    /** Makes one check, with all that it leads to. */
    RunReport run(JdbcStore store, DeliveryMode mode) throws InterruptedException {
        return run(store, mode, RunListener.none());
    }

    /** Makes one check that a listener hears of. */
    RunReport run(JdbcStore store, DeliveryMode mode, RunListener listener) throws InterruptedException {
        return run(store, mode, listener, InstantSource.system());
    }

    /** Makes one check at a time of its own. */
    RunReport run(JdbcStore store, DeliveryMode mode, RunListener listener, InstantSource clock)
            throws InterruptedException {
        return run(store, RunRequest.manual(project(mode)), listener, clock);
    }

    /** Approves the change that waits longest. */
    RunReport approve(JdbcStore store) throws InterruptedException {
        RunId item = store.journal().held(ProjectId.of("shop")).get(0).run();
        RunRequest request = RunRequest.review(project(DeliveryMode.HOLD), new ReviewDecision.Approve(item));
        return run(store, request, RunListener.none(), InstantSource.system());
    }

    private RunReport run(JdbcStore store, RunRequest request, RunListener listener, InstantSource clock)
            throws InterruptedException {
        ScriptedLlmClient llm = ScriptedLlmClient.create()
                .answer("summary", SUMMARY)
                .answer("improve", DIFF)
                .answer("commit-message", "{\"subject\": \"Multiply price and count\", \"body\": \"\"}");
        try (Cache cache = Cache.inDirectory(state().resolve("cache"), 1 << 26)) {
            Pipeline pipeline = Pipeline.builder(state())
                    .llm(llm)
                    .cache(cache)
                    .journal(store.journal())
                    .claims(store.claims())
                    .watermarks(store.watermarks())
                    .rejections(store.rejections())
                    .budget(Budget.unlimited(), store.budget())
                    .refusedEdits(store.refusedEdits())
                    .artifacts(Artifacts.inDirectory(state().resolve("artifacts"), 1 << 20))
                    .services(services())
                    .clock(clock)
                    .task("summary", new SummaryTask())
                    .task("improve", new ImproveTask())
                    .build();
            return pipeline.run(request, listener);
        }
    }
}
