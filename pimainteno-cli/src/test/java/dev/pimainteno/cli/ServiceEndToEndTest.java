package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.codex.RealCodex;
import dev.pimainteno.codex.ResponsesServer;
import dev.pimainteno.systemd.PrivateSystemd;
import dev.pimainteno.systemd.PrivateSystemd.With;
import dev.pimainteno.testing.TemporaryRemote;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The installed command from its configuration to a service that runs from the project, under a real systemd. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ServiceEndToEndTest {
    private static final String UNIT = "shop.service";
    private static final String SUMMARY = "# shop\n\nTest: `sh test.sh`. Prices are whole numbers.";
    private static final String MESSAGE =
            "{\"subject\": \"Multiply price and count\", \"body\": \"The total was the sum of the two.\"}";

    /** Answers each request with the total that it was started with, and tells systemd when it can. */
    private static final String SHOP = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetAddress;
            import java.net.InetSocketAddress;

            class Shop {
                public static void main(String[] args) throws Exception {
                    int price = 3;
                    int count = 4;
                    int total = price + count;
                    byte[] answer = ("total " + total).getBytes();
                    int port = Integer.parseInt(args[0]);
                    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
                    server.start();
                    System.out.println("open with total " + total);
                    new ProcessBuilder("systemd-notify", "--ready").inheritIO().start().waitFor();
                }
            }
            """;

    @TempDir
    static Path shared;

    private static PrivateSystemd systemd;

    private Path directory;
    private TemporaryRepository shop;
    private TemporaryRemote remote;
    private int port;

    @BeforeAll
    static void startSystemd() {
        systemd = PrivateSystemd.start(List.of(shared), With.HOST_NETWORK, With.POLKIT);
        systemd.user("guest");
        systemd.run("systemctl", "start", "polkit.service");
    }

    @AfterAll
    static void stopSystemd() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @BeforeEach
    void makeShop(TestInfo test) throws IOException {
        directory = Files.createDirectory(
                shared.resolve(test.getTestMethod().orElseThrow().getName()));
        shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.write("Shop.java", SHOP)
                .write("test.sh", "grep -q 'price [*] count' Shop.java\n")
                .commit("Begin");
        remote = shop.remote();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        systemd.unit(UNIT, unit(shop.path()));
    }

    @Test
    void bringsAChangeIntoTheRunningService() throws Exception {
        try (ResponsesServer server = ResponsesServer.answering(ServiceEndToEndTest::improveOnce)) {
            String extraArgs = server.extraArgs().stream()
                    .map(argument -> "'" + argument + "'")
                    .collect(Collectors.joining(", ", "[", "]"));
            configure("""
                    [llm]
                    command = "%s"
                    model = "test-model"
                    api_key_env = "%s"
                    extra_args = %s
                    timeout = "60s"
                    """.formatted(RealCodex.require(), ResponsesServer.KEY_VARIABLE, extraArgs), "");
            String before = start();
            assertThat(answer()).isEqualTo("total 7");

            JsonNode report = run(0, systemd.prefix(), server.environment(Map.of()));

            assertThat(report.path("outcome").asText()).as(report.toString()).isEqualTo("delivered");
            assertThat(answer()).isEqualTo("total 12");
            assertThat(invocation()).isNotEqualTo(before);
            assertThat(details(report)).contains("shop.service is active (running) after the restart");
            String commit = report.path("change").path("commit").asText();
            assertThat(commit).isEqualTo(remote.head("main").hex());
            assertThat(shop.head()).isEqualTo(remote.head("main"));
            assertThat(shop.dirtyPaths()).isEmpty();
        }
    }

    @Test
    void restartsNothingAfterACommitOfTheSummaryAlone() throws Exception {
        configure(ScriptedCodex.answering(directory, SUMMARY).configuration(), "summary_commit = \"alone\"");
        String before = start();

        JsonNode report = run(0);

        assertThat(remote.read("main", "codex.md")).as(report.toString()).contains(SUMMARY + "\n");
        assertThat(details(report))
                .contains("delivered, not deployed: shop.service was not restarted, because only codex.md changed");
        assertThat(invocation()).isEqualTo(before);
    }

    @Test
    void restartsNothingOnADirtyCheckout() throws Exception {
        improve();
        String before = start();
        shop.write("Shop.java", SHOP + "// Mine.\n");

        JsonNode report = run(0);

        assertThat(report.path("outcome").asText()).as(report.toString()).isEqualTo("delivered");
        assertThat(remote.read("main", "Shop.java").orElseThrow()).contains("price * count");
        assertThat(shop.read("Shop.java")).endsWith("// Mine.\n");
        assertThat(details(report))
                .contains("delivered, not deployed: shop.service was not restarted, because its directory is not at"
                        + " the delivered commit");
        assertThat(invocation()).isEqualTo(before);
        assertThat(answer()).isEqualTo("total 7");
    }

    @Test
    void restartsNothingThatRunsFromElsewhere() throws Exception {
        improve();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("Shop.java"), SHOP);
        systemd.unit(UNIT, unit(elsewhere));
        String before = start();

        JsonNode report = run(0);

        assertThat(report.path("outcome").asText()).as(report.toString()).isEqualTo("delivered");
        assertThat(details(report))
                .anyMatch(line -> line.contains("because it runs from " + elsewhere + ", not from " + shop.path()));
        assertThat(invocation()).isEqualTo(before);
    }

    @Test
    void saysThatTheUnitIsMissing() throws Exception {
        improve();
        systemd.run("rm", "/run/systemd/system/" + UNIT);
        systemd.run("systemctl", "daemon-reload");

        assertThat(deliveredOnly(run(1)))
                .endsWith("the change is delivered, but shop.service was not restarted: Cannot restart shop.service:"
                        + " there is no such unit");
    }

    @Test
    void saysThatTheUnitIsMasked() throws Exception {
        improve();
        systemd.run("ln", "-sf", "/dev/null", "/run/systemd/system/" + UNIT);
        systemd.run("systemctl", "daemon-reload");

        assertThat(deliveredOnly(run(1))).contains("Cannot restart shop.service: it is masked; 'systemctl unmask");
        systemd.run("rm", "/run/systemd/system/" + UNIT);
    }

    @Test
    void showsTheLogOfAServiceThatDoesNotStartWithTheNewCode() throws Exception {
        improve();
        // The journal does not always learn whose a line was whose process is gone already.
        String check =
                "grep -q 'price + count' Shop.java || { echo out of stock; sleep 1; exit 3; }; exec sleep infinity";
        systemd.unit(UNIT, unit(shop.path()) + "ExecStart=\nExecStart=/bin/sh -c \"" + check + "\"\n");

        JsonNode report = run(1);

        assertThat(deliveredOnly(report))
                .contains(
                        "and shop.service is not up: Cannot restart shop.service: it did not come up: failed (failed), result exit-code, its main"
                                + " process exited with status 3");
        assertThat(details(report))
                .containsSubsequence("The end of what shop.service has logged since it was started:", "out of stock");
    }

    @Test
    void saysThatTheUserMayNotRestartTheUnit() throws Exception {
        improve();
        String before = start();
        systemd.run("chown", "-R", "guest:guest", directory.toString());
        systemd.run("chmod", "755", shared.toString());
        // A guest may write what is the guest's, and read the classes under test wherever they lie.
        List<String> guest = new ArrayList<>(systemd.prefixAs("guest"));
        guest.addAll(List.of("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"));

        JsonNode report = run(1, guest, Map.of());

        assertThat(deliveredOnly(report))
                .contains("Cannot restart shop.service: this user may not do that")
                .contains("'Permissions' in the README of pimainteno-systemd");
        assertThat(invocation()).isEqualTo(before);
        assertThat(answer()).isEqualTo("total 7");
    }

    @Test
    void tellsTheJournalEachStepWithItsPriority() throws Exception {
        improve();
        Path installation = directory.resolve("installation");
        InstalledCommand command = InstalledCommand.in(installation);
        systemd.unit("maintenance.service", """
                [Service]
                Type=oneshot
                WorkingDirectory=%s
                Environment=JAVA_HOME=%s HOME=%s %s=key
                ExecStart=%s --one-shot
                """.formatted(
                        directory,
                        System.getProperty("java.home"),
                        directory.resolve("home"),
                        ScriptedCodex.KEY_VARIABLE,
                        command.launcher()));
        start();

        systemd.run("systemctl", "start", "maintenance.service");

        List<JsonNode> entries = new ArrayList<>();
        String[] journalctl = {"journalctl", "--output=json", "--unit=maintenance.service", "--no-pager"};
        for (String line : systemd.run(journalctl).lines().toList()) {
            entries.add(new JsonMapper().readTree(line));
        }
        assertThat(entries)
                .filteredOn(entry -> entry.path("MESSAGE").asText().contains("RunLog: shop: "))
                .allMatch(entry -> entry.path("PRIORITY").asText().equals("6"))
                .anyMatch(entry ->
                        entry.path("MESSAGE").asText().endsWith("shop.service: active (running) after the restart"));
        assertThat(entries).noneMatch(entry -> entry.path("MESSAGE").asText().startsWith("<"));
        assertThat(entries)
                .as("no progress for nobody")
                .noneMatch(entry -> entry.path("MESSAGE").asText().startsWith("shop: check"));
        assertThat(answer()).isEqualTo("total 12");
    }

    /** Returns the reason of a report on a change that went to the remote and the checkout, and no further. */
    private String deliveredOnly(JsonNode report) {
        assertThat(report.path("outcome").asText()).as(report.toString()).isEqualTo("failed");
        assertThat(remote.read("main", "Shop.java").orElseThrow()).contains("price * count");
        assertThat(remote.head("main").hex())
                .isEqualTo(report.path("change").path("commit").asText());
        return report.path("reason").asText();
    }

    private static String improveOnce(String prompt) {
        if (prompt.contains("codex.md: the little")) {
            return SUMMARY;
        }
        return prompt.contains("message of the Git commit") ? MESSAGE : diff();
    }

    private static String diff() {
        return """
                ```diff
                --- a/Shop.java
                +++ b/Shop.java
                @@ -8,3 +8,3 @@
                         int count = 4;
                -        int total = price + count;
                +        int total = price * count;
                         byte[] answer = ("total " + total).getBytes();
                ```
                """;
    }

    private void improve() throws IOException {
        configure(ScriptedCodex.answering(directory, SUMMARY, diff(), MESSAGE).configuration(), "");
    }

    private void configure(String model, String project) throws IOException {
        Files.writeString(directory.resolve("PiMainteno.toml"), model + """

                [state]
                path = "state"

                [[projects]]
                path = "shop"
                verify = [["sh", "test.sh"]]
                delivery = "push"
                service = "auto"
                %s
                """.formatted(project));
    }

    private String unit(Path workingDirectory) {
        return """
                [Service]
                Type=notify
                NotifyAccess=all
                WorkingDirectory=%s
                ExecStart=%s/bin/java -Xmx64m -XX:TieredStopAtLevel=1 Shop.java %d
                TimeoutStartSec=90
                """.formatted(workingDirectory, System.getProperty("java.home"), port);
    }

    /** Starts the service and returns what names that start. */
    private static String start() {
        systemd.run("systemctl", "restart", UNIT);
        return invocation();
    }

    private static String invocation() {
        return systemd.run("systemctl", "show", "--property=InvocationID", "--value", UNIT);
    }

    private String answer() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private JsonNode run(int exitCode) throws IOException, InterruptedException {
        return run(exitCode, systemd.prefix(), Map.of());
    }

    private JsonNode run(int exitCode, List<String> prefix, Map<String, String> environment)
            throws IOException, InterruptedException {
        String configuration = directory.resolve("PiMainteno.toml").toString();
        ProcessBuilder builder = InstalledCommand.in(directory.resolve("installation"))
                .process(directory, prefix, "--config", configuration, "--one-shot", "--json");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        String report = Arrays.stream(output.split("\n", -1))
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
        return new JsonMapper().readTree(report);
    }

    private static List<String> details(JsonNode report) {
        List<String> details = new ArrayList<>();
        report.path("details").forEach(detail -> details.add(detail.asText()));
        return details;
    }
}
