package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.AssertionFailedError;

/**
 * A PostgreSQL server of the tests' own, on a port of the loopback address and in a directory that goes with it: one for
 * all tests, a schema for each. Its programs are looked for where {@code pimainteno.postgresql} says, in {@code PATH} and
 * below {@code /usr/lib/postgresql}.
 */
final class PostgresServer implements AutoCloseable {
    private static final String USER = "postgres";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Path programs;
    private final Path directory;
    private final int port;
    private final List<String> parameters;

    private PostgresServer(Path programs, Path directory, int port, List<String> parameters) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
        this.parameters = List.copyOf(parameters);
    }

    /** The one server, started when somebody asks for it; the test is skipped where there is none. */
    @FunctionalInterface
    interface OnDemand {
        PostgresServer get();
    }

    /** Gives the one server to whoever asks for it. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == PostgresServer.class || type == OnDemand.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            OnDemand server = () -> server(context);
            return parameter.getParameter().getType() == OnDemand.class ? server : server.get();
        }

        private static PostgresServer server(ExtensionContext context) {
            Path programs = requirePrograms();
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(PostgresServer.class))
                    .getOrComputeIfAbsent("server", key -> start(programs), PostgresServer.class);
        }
    }

    /** Starts a server that the caller stops, with parameters such as {@code autovacuum=off}. */
    static PostgresServer startOwn(String... parameters) {
        return start(requirePrograms(), parameters);
    }

    private static Path requirePrograms() {
        Optional<Path> found = programs();
        if (found.isEmpty() && Boolean.getBoolean("pimainteno.real")) {
            throw new AssertionFailedError("no PostgreSQL server (initdb, pg_ctl) is installed, and it is required");
        }
        return found.orElseGet(() -> abort("no PostgreSQL server (initdb, pg_ctl) is installed"));
    }

    private static Optional<Path> programs() {
        List<Path> places = new ArrayList<>();
        Optional.ofNullable(System.getProperty("pimainteno.postgresql"))
                .map(Path::of)
                .ifPresent(places::add);
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            places.add(Path.of(entry));
        }
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .forEach(places::add);
        } catch (IOException e) {
            // There is no such directory.
        }
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst();
    }

    private static PostgresServer start(Path programs, String... parameters) {
        try {
            Path directory = Files.createTempDirectory("pimainteno-postgresql");
            PostgresServer server = new PostgresServer(programs, directory, freePort(), List.of(parameters));
            server.initialize();
            server.start();
            return server;
        } catch (IOException | InterruptedException e) {
            throw new AssertionFailedError("cannot start a PostgreSQL server", e);
        }
    }

    private void initialize() throws IOException, InterruptedException {
        if (isRoot()) {
            run(List.of("chown", USER, directory.toString()));
        }
        runAsServer("initdb", "--pgdata", data(), "--username", USER, "--auth", "trust", "--no-locale", "-E", "UTF8");
    }

    void start() throws IOException, InterruptedException {
        String own = parameters.stream().map(parameter -> " -c " + parameter).collect(Collectors.joining());
        runAsServer(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata",
                data(),
                "--log",
                directory.resolve("log").toString(),
                "--options",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
                        + own);
    }

    /** Ends it as a crash would. */
    void stopImmediately() throws IOException, InterruptedException {
        runAsServer("pg_ctl", "stop", "--mode", "immediate", "--wait", "--pgdata", data());
    }

    /** Returns the settings of a store in a schema of its own. */
    JdbcSettings newSchema() {
        String schema = "test_" + SCHEMAS.incrementAndGet();
        execute("create schema " + schema);
        return inSchema(schema);
    }

    /** Returns the settings of a store in a schema whose clock stands still until {@link #setClock}. */
    JdbcSettings newSchemaWithClock() {
        String schema = "test_" + SCHEMAS.incrementAndGet();
        execute("create schema " + schema);
        String clock = schema + "_clock";
        execute("create schema " + clock);
        execute("create table " + clock + ".clock (now timestamptz not null)");
        execute("insert into " + clock + ".clock values ('2026-01-01T00:00:00Z')");
        execute("create function " + clock + ".clock_timestamp() returns timestamptz language sql as"
                + " 'select now from " + clock + ".clock'");
        return inSchema(schema + "," + clock + ",pg_catalog");
    }

    void setClock(JdbcSettings settings, Instant now) {
        String schema = settings.url().replaceFirst(".*currentSchema=([a-z0-9_]+).*", "$1");
        execute("update " + schema + "_clock.clock set now = '" + now + "'");
    }

    private JdbcSettings inSchema(String searchPath) {
        return JdbcSettings.postgresql(url() + "?currentSchema=" + searchPath, USER);
    }

    int port() {
        return port;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(), USER, "")) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new AssertionFailedError(sql, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stopImmediately();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server was stopped", e);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** The server refuses to run as root. */
    private void runAsServer(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("pimainteno-postgresql", ".log");
        try {
            // Into a file: the server keeps what it is given open.
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + Files.readString(output, UTF_8));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
