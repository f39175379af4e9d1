package dev.pimainteno.git;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Trusts a server that the machine's authorities vouch for, or else those that the operator named. */
final class EitherTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager machine;
    private final X509ExtendedTrustManager named;

    EitherTrust(X509TrustManager machine, X509TrustManager named) {
        this.machine = (X509ExtendedTrustManager) machine;
        this.named = (X509ExtendedTrustManager) named;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            machine.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            requireValid(chain);
            named.checkServerTrusted(chain, authType);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            machine.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            requireValid(chain);
            named.checkServerTrusted(chain, authType, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            machine.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            requireValid(chain);
            named.checkServerTrusted(chain, authType, engine);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        machine.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        machine.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        machine.checkClientTrusted(chain, authType, engine);
    }

    /** A certificate that was named itself would be taken whatever its dates are. */
    private static void requireValid(X509Certificate[] chain) throws CertificateException {
        for (X509Certificate certificate : chain) {
            certificate.checkValidity();
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return machine.getAcceptedIssuers();
    }
}
