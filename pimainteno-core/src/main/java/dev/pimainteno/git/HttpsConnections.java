package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Opens the HTTP connections of one transport. The token of a host goes with each request to that host and with none to
 * another, wherever a redirect leads, and never without TLS.
 */
final class HttpsConnections implements HttpConnectionFactory {
    private final RemoteAccess access;
    private int lastStatus;
    private String lastHost = "";
    private boolean tokenSent;

    HttpsConnections(RemoteAccess access) {
        this.access = access;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        HttpConnection connection = new Connection(url, proxy == null ? Proxy.NO_PROXY : proxy);
        connection.setInstanceFollowRedirects(false);
        if (!url.getProtocol().equals("https")) {
            return connection;
        }
        if (access.authorities() != null) {
            trust(connection, access.authorities());
        }
        lastHost = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        Optional<HttpsToken> token = access.token(url.getHost(), url.getPort());
        tokenSent = token.isPresent();
        if (token.isPresent()) {
            connection.setRequestProperty("Authorization", token.get().authorization());
        }
        return connection;
    }

    /** Returns the status of the last response; 0 if there was none. */
    int lastStatus() {
        return lastStatus;
    }

    /** Returns the host that was asked last, which a redirect may have named; empty if none was asked over TLS. */
    String lastHost() {
        return lastHost;
    }

    /** Whether a token went to that host. */
    boolean tokenSent() {
        return tokenSent;
    }

    private static void trust(HttpConnection connection, Path authorities) throws IOException {
        try (InputStream stream = Files.newInputStream(authorities)) {
            KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
            own.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
                String name = ((X509Certificate) certificate)
                        .getSubjectX500Principal()
                        .getName();
                own.setCertificateEntry(own.size() + " " + name, certificate);
            }
            X509TrustManager[] both = {new EitherTrust(manager(null), manager(own))};
            connection.configure(null, both, null);
        } catch (GeneralSecurityException | IOException e) {
            throw new GitException(
                    Reason.NOT_PERMITTED,
                    "Cannot use the certificates in " + authorities + ": " + e.getMessage() + "; a file in PEM form is"
                            + " expected",
                    e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** A connection that tells what it was answered. */
    private final class Connection extends JDKHttpConnection {
        Connection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public int getResponseCode() throws IOException {
            lastStatus = super.getResponseCode();
            return lastStatus;
        }
    }
}
