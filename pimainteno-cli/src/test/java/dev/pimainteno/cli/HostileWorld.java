package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.testing.TemporaryRemote;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A repository with a remote, a model, a configuration, and a file that must never appear. */
final class HostileWorld {
    private static final String IMPROVEMENT = """
            --- a/README.md
            +++ b/README.md
            @@ -1,2 +1,2 @@
             shop
            -a smal shop
            +a small shop
            """;
    private static final String MESSAGE = "{\"subject\": \"Correct a word\", \"body\": \"\"}";

    final Path place;
    final Path marker;
    final Path outside;
    final TemporaryRepository shop;
    final TemporaryRemote remote;
    private final TestedCommand command;

    HostileWorld(Path place, String delivery) throws IOException {
        this.place = place;
        this.marker = place.resolve("MARKER");
        this.outside = Files.createDirectories(place.resolve("outside"));
        Files.writeString(outside.resolve("kept.txt"), "kept\n");
        shop = TemporaryRepository.create(place.resolve("shop"));
        shop.config("user.name", "Ada").config("user.email", "ada@example.org");
        shop.write("README.md", "shop\n").commit("Begin");
        shop.write("README.md", "shop\na smal shop\n").commit("Say what it is");
        remote = shop.remote();
        ScriptedCodex codex = codex();
        command = TestedCommand.in(place).input(IMPROVEMENT);
        command.file(
                "PiMainteno.toml",
                "[state]\npath = \"state\"\n" + codex.configuration()
                        + "[[projects]]\npath = \"shop\"\nbranch = \"main\"\nverify = [[\"git\", \"status\"]]\ndelivery = \""
                        + delivery + "\"\n");
    }

    /** A model's program that is led astray by what lies where it is started. */
    private ScriptedCodex codex() {
        return ScriptedCodex.executing(place.resolve("codex"), """
                if [ -e .codex ] || [ -e .env ] || [ -e AGENTS.md ]; then touch %s; fi
                case $(cat) in
                  *UNCHANGED*) text='# shop\\n\\nA shop.' ;;
                  *subject*) text='%s' ;;
                  *) text='%s' ;;
                esac
                echo '{"type":"thread.started"}'
                echo '{"type":"turn.started"}'
                printf '%%s\\n' '{"type":"item.completed","item":{"type":"agent_message","text":"'"$text"'"}}'
                echo '{"type":"turn.completed","usage":{"input_tokens":12,"output_tokens":3}}'
                """.formatted(
                        marker, MESSAGE.replace("\"", "\\\""), IMPROVEMENT.replace("\n", "\\n")));
    }

    String program() {
        return "touch " + marker;
    }

    /** Returns a program of one word that does the same. */
    String script() throws IOException {
        Path script = place.resolve("evil");
        Files.writeString(script, "#!/bin/sh\n" + program() + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    void config(String key, String value) {
        shop.config(key, value);
    }

    void attributes(String text) {
        shop.write(".gitattributes", text);
        commit();
    }

    void commit() {
        shop.commit("Prepare");
        shop.push();
    }

    void hooks(String path) throws IOException {
        for (String name : List.of(
                "pre-commit",
                "prepare-commit-msg",
                "commit-msg",
                "post-commit",
                "post-checkout",
                "post-index-change",
                "reference-transaction",
                "pre-push",
                "post-merge",
                "post-rewrite",
                "pre-auto-gc")) {
            shop.write(path + "/" + name, "#!/bin/sh\n" + program() + "\n");
            shop.makeExecutable(path + "/" + name);
        }
    }

    void submodule(String url) throws Exception {
        shop.write(".gitmodules", "[submodule \"part\"]\n\tpath = part\n\turl = \"" + url + "\"\n");
        git("add", ".gitmodules");
        git("update-index", "--add", "--cacheinfo", "160000," + shop.head().hex() + ",part");
        Files.createDirectories(shop.path().resolve("part"));
        git("commit", "-q", "-m", "Add a part");
        git("push", "-q", "origin", "main");
    }

    Invocation assertQuiet(List<String> arguments) {
        Invocation invocation = command.run(arguments.toArray(String[]::new));

        assertThat(marker)
                .as("%s: %s%s", arguments, invocation.out(), invocation.err())
                .doesNotExist();
        assertThat(invocation.err()).doesNotContain("\tat ", "Exception");
        return invocation;
    }

    Map<String, String> outside() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(outside)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** Writes a patch of which {@link #held} has made another. */
    void writeBetterPatch() {
        command.file("better.diff", IMPROVEMENT.replace("+a small shop", "+a fine shop"));
    }

    /** Lets a change wait for a person. */
    void held() {
        assertThat(assertQuiet(List.of("run", "shop")).out()).startsWith("shop: held: Correct a word");
    }

    /** Whether the change is on the local branch. */
    boolean isDelivered() {
        return shop.messages("main").stream().anyMatch(message -> message.startsWith("Correct a word"));
    }

    /** Leaves of the only run what a process leaves that dies when it is about to deliver to the local branch. */
    void cutOff() throws IOException {
        Path database = place.resolve("state/pimainteno.db");
        List<RunEvent> events;
        try (JdbcStore store = JdbcStore.open(database)) {
            RunId run = store.history().runs(RunQuery.newest(1)).get(0).run();
            try (Stream<RunEvent> read = store.journal().read(run)) {
                events = read.toList();
            }
        }
        Files.delete(database);
        try (JdbcStore store = JdbcStore.open(database);
                Claim claim = store.claims()
                        .tryClaim(ProjectId.of("shop"), Duration.ofMinutes(5))
                        .orElseThrow()) {
            for (RunEvent event : events) {
                boolean decided = event instanceof RunEvent.DeliveryDecided;
                store.journal()
                        .append(
                                decided
                                        ? new RunEvent.DeliveryDecided(
                                                event.run(), event.at(), DeliveryMode.COMMIT, "so")
                                        : event,
                                claim.token());
                if (event instanceof RunEvent.PhaseBegan began && began.phase() == Phase.DELIVER) {
                    return;
                }
            }
        }
        throw new IllegalStateException("the run did not begin to deliver: " + events);
    }

    void git(String... arguments) throws Exception {
        gitWith("", arguments);
    }

    void gitWith(String input, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        run(input, argv);
    }

    /** Runs a program in the repository as a careless user would; it may fail. */
    void run(String input, List<String> argv) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(shop.path().toFile()).redirectErrorStream(true);
        builder.redirectOutput(place.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "HOME", place.toString()));
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
