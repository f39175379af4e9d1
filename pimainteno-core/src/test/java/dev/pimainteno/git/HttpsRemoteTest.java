package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remotes over HTTPS, at Git's own server. */
class HttpsRemoteTest extends RemoteCases {
    private final List<Integer> ports = new ArrayList<>();
    private GitHttpsServer server;
    private Path certificates;

    @BeforeEach
    void startServer() throws IOException {
        certificates = directory.resolve("certificates");
        server = GitHttpsServer.start(directory, certificates);
        bare.run("config", "http.receivepack", "true");
        ports.add(server.port());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    String address(int port) {
        return "https://127.0.0.1:" + port + "/" + bare.directory().getFileName();
    }

    @Override
    int port() {
        return server.port();
    }

    @Override
    RemoteAccess access() {
        return trusting(
                ports.stream().map(port -> token(port, GitHttpsServer.TOKEN)).toList());
    }

    @Override
    void alsoAt(int port) {
        ports.add(port);
    }

    @Test
    void readsATokenFromAFileThatNobodyElseMayRead() throws IOException {
        point(port());
        Path file = Files.writeString(directory.resolve("token"), GitHttpsServer.TOKEN + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        HttpsToken token = HttpsToken.inFile("127.0.0.1:" + port(), "git", file);

        try (GitProject project = project(trusting(List.of(token)))) {
            assertThat(project.heads().remote()).isPresent();
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(trusting(List.of(token)), Reason.NOT_PERMITTED, "chmod 600 " + file);
        Files.delete(file);
        assertRefused(trusting(List.of(token)), Reason.NOT_PERMITTED, "Cannot read the token in " + file);
    }

    @Test
    void saysThatAVariableIsNotSet() {
        point(port());
        HttpsToken token = HttpsToken.inVariable("127.0.0.1:" + port(), "git", "SHOP_TOKEN", Map.of());

        assertRefused(trusting(List.of(token)), Reason.NOT_PERMITTED, "SHOP_TOKEN", "is not set");
    }

    @Test
    void saysThatASignInIsWanted() {
        point(port());

        assertRefused(
                trusting(List.of()),
                Reason.NOT_PERMITTED,
                "wants a sign-in: name a token for 127.0.0.1",
                "[[git.https]]");
        assertThat(server.authorizations()).isEmpty();
    }

    @Test
    void saysThatATokenIsNotAcceptedWithoutRepeatingIt() {
        point(port());
        RemoteAccess wrong = trusting(List.of(token(port(), "not-the-t0ken")));

        assertRefused(wrong, Reason.NOT_PERMITTED, "does not accept the token that is configured for 127.0.0.1");
        assertThat(messageOf(wrong)).doesNotContain("not-the-t0ken", authorization("not-the-t0ken"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|NOT_PERMITTED|does not permit this",
                "404|UNAVAILABLE|there is no repository, or none that may be seen",
                "500|UNAVAILABLE|500",
                "503|UNAVAILABLE|503",
            })
    void saysWhatTheServerAnswered(int status, Reason reason, String part) {
        point(port());
        String echo = authorization(GitHttpsServer.TOKEN);
        server.answer(exchange -> GitHttpsServer.status(exchange, status, "you sent " + echo));

        assertRefused(access(), reason, part);
        assertThat(messageOf(access())).doesNotContain(GitHttpsServer.TOKEN, echo);
    }

    @Test
    void takesATokenToNoOtherHost() throws IOException {
        point(port());
        try (GitHttpsServer other = GitHttpsServer.start(directory, directory.resolve("other"))) {
            server.answer(exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", "https://localhost:" + other.port() + exchange.getRequestURI());
                return GitHttpsServer.status(exchange, 302, "");
            });
            Path both = directory.resolve("both.pem");
            Files.writeString(
                    both,
                    Files.readString(GitHttpsServer.authority(certificates))
                            + Files.readString(GitHttpsServer.authority(directory.resolve("other"))));

            assertRefused(access().withAuthorities(both), Reason.NOT_PERMITTED, "wants a sign-in");
            assertThat(other.authorizations()).isEmpty();
            assertThat(server.authorizations()).isNotEmpty();
        }
    }

    @Test
    void takesATokenToNoServerWithoutTls() throws IOException {
        shop.run("remote", "set-url", "origin", address(port()).replace("https:", "http:"));

        assertRefused(access(), Reason.UNAVAILABLE, "Cannot reach the remote");
        assertThat(server.authorizations()).isEmpty();
    }

    @Test
    void trustsNoServerThatNobodyVouchesFor() {
        point(port());
        RemoteAccess strangers = RemoteAccess.standard().withTokens(access().tokens());

        assertRefused(strangers, Reason.NOT_PERMITTED, "is not believed", "git.https_ca_file");
        assertThat(server.authorizations()).isEmpty();
    }

    @Test
    void trustsNoServerWhoseCertificateHasExpired() throws IOException {
        Path old = directory.resolve("old");
        try (GitHttpsServer expired = GitHttpsServer.start(directory, old, "-startdate", "-30d", "-validity", "10")) {
            alsoAt(expired.port());
            point(expired.port());

            assertRefused(
                    access().withAuthorities(GitHttpsServer.authority(old)),
                    Reason.NOT_PERMITTED,
                    "is not believed",
                    "NotAfter");
            assertThat(expired.authorizations()).isEmpty();
        }
    }

    @Test
    void trustsNoServerOfAnotherName() {
        shop.run("remote", "set-url", "origin", "https://127.0.0.2:" + port() + "/shop.git");

        assertRefused(access(), Reason.UNAVAILABLE, "Cannot reach the remote");
    }

    @Test
    void saysThatAFileOfCertificatesIsNone() throws IOException {
        point(port());
        Path file = Files.writeString(directory.resolve("ca.pem"), "no certificate\n");

        assertRefused(access().withAuthorities(file), Reason.NOT_PERMITTED, "Cannot use the certificates in " + file);
    }

    private String messageOf(RemoteAccess access) {
        try (GitProject project = project(access)) {
            project.heads();
            throw new AssertionError("it worked");
        } catch (GitException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String authorization(String token) {
        return token(1, token).authorization().substring("Basic ".length());
    }

    private static HttpsToken token(int port, String token) {
        return HttpsToken.inVariable("127.0.0.1:" + port, "git", "TOKEN", Map.of("TOKEN", token));
    }

    private RemoteAccess trusting(List<HttpsToken> tokens) {
        return RemoteAccess.standard().withTokens(tokens).withAuthorities(GitHttpsServer.authority(certificates));
    }
}
