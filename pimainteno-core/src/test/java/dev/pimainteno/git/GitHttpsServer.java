package dev.pimainteno.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Git's own {@code http-backend} behind TLS and a password, on this machine. */
final class GitHttpsServer implements AutoCloseable {
    static final String TOKEN = "s3cret-t0ken-of-the-shop";

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Path BACKEND = Path.of("/usr/lib/git-core/git-http-backend");

    private final HttpsServer server;
    private final Path root;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> false;

    /** Something that answers in place of Git. */
    @FunctionalInterface
    interface Answer {
        /** Returns whether it has answered. */
        boolean answered(HttpExchange exchange) throws IOException;
    }

    private GitHttpsServer(HttpsServer server, Path root) {
        this.server = server;
        this.root = root;
    }

    /**
     * Starts a server.
     *
     * @param root where the repositories are
     * @param certificates where its key and certificate are made
     * @param validity when the certificate becomes valid and for how many days, in keytool's words
     */
    static GitHttpsServer start(Path root, Path certificates, String... validity) throws IOException {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.setHttpsConfigurator(new HttpsConfigurator(context(certificates, List.of(validity))));
            GitHttpsServer started = new GitHttpsServer(server, root);
            server.createContext("/", started::handle);
            server.setExecutor(started.threads);
            server.start();
            return started;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Returns the file of the certificate that vouches for the server. */
    static Path authority(Path certificates) {
        return certificates.resolve("authority.pem");
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Lets something else answer first. */
    void answer(Answer replacement) {
        answer = replacement;
    }

    /** Returns what came in {@code Authorization} headers. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    static boolean status(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        return true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization != null) {
                authorizations.add(authorization);
            }
            if (answer.answered(exchange)) {
                return;
            }
            String expected =
                    "Basic " + Base64.getEncoder().encodeToString(("git:" + TOKEN).getBytes(StandardCharsets.UTF_8));
            if (!expected.equals(authorization)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"shop\"");
                status(exchange, 401, "who are you? not " + authorization);
                return;
            }
            backend(exchange);
        }
    }

    private void backend(HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(BACKEND.toString());
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("REMOTE_USER", "git");
        environment.put("REMOTE_ADDR", "127.0.0.1");
        put(environment, "CONTENT_TYPE", exchange, "Content-Type");
        put(environment, "HTTP_CONTENT_ENCODING", exchange, "Content-Encoding");
        put(environment, "GIT_PROTOCOL", exchange, "Git-Protocol");
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        } catch (IOException e) {
            process.destroy();
            throw e;
        }
        try (InputStream out = new BufferedInputStream(process.getInputStream())) {
            int status = 200;
            for (String line = line(out); !line.isEmpty(); line = line(out)) {
                int colon = line.indexOf(':');
                String name = line.substring(0, colon);
                String value = line.substring(colon + 1).strip();
                if (name.equalsIgnoreCase("Status")) {
                    status = Integer.parseInt(value.substring(0, 3));
                } else {
                    exchange.getResponseHeaders().set(name, value);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            out.transferTo(exchange.getResponseBody());
        }
    }

    private static void put(Map<String, String> environment, String variable, HttpExchange exchange, String header) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
            environment.put(variable, value);
        }
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = stream.read(); c >= 0 && c != '\n'; c = stream.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static SSLContext context(Path directory, List<String> validity)
            throws GeneralSecurityException, IOException {
        Files.createDirectories(directory);
        Path store = directory.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> make = new ArrayList<>(List.of(
                keytool,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=shop",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-ext",
                "bc:c"));
        make.addAll(validity);
        SshServer.run(make.toArray(String[]::new));
        SshServer.run(
                keytool,
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "server",
                "-file",
                authority(directory).toString());
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
