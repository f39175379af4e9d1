package dev.pimainteno.git;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.internal.transport.sshd.OpenSshServerKeyDatabase;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Believes a server only if its key is known already, whatever an SSH configuration says; nobody is asked, and no file is
 * written. Remembers why a server was not believed. For one connection.
 */
final class HostKeys implements ServerKeyDatabase {
    private final List<Path> files;
    private final ServerKeyDatabase known;
    private String doubt = "";

    HostKeys(List<Path> files) {
        this.files = List.copyOf(files);
        this.known = new OpenSshServerKeyDatabase(false, this.files);
    }

    /** Returns why the server was not believed, with the remedy; empty if it was. */
    String doubt() {
        return doubt;
    }

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remoteAddress, Configuration configuration) {
        return known.lookup(connectAddress, remoteAddress, new Strict(configuration));
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration configuration,
            @Nullable CredentialsProvider provider) {
        Strict strict = new Strict(configuration);
        if (known.accept(connectAddress, remoteAddress, serverKey, strict, null)) {
            return true;
        }
        String host = remoteAddress.getHostString();
        int port = remoteAddress.getPort();
        String print = KeyUtils.getFingerPrint(serverKey);
        String name = port == 22 ? host : "[" + host + "]:" + port;
        doubt = known.lookup(connectAddress, remoteAddress, strict).isEmpty()
                ? "its host key is not known (" + print + "): compare that with what its operator says, then"
                        + " ssh-keyscan -p " + port + " " + host + " >> " + files.get(0)
                : "its host key is not the one that is known: it is " + print
                        + " now, and somebody may be in between; if"
                        + " its operator says that it was changed, ssh-keygen -f " + files.get(0) + " -R '" + name
                        + "', and let it be known anew";
        return false;
    }

    /** What an SSH configuration says, but for the strictness and the files, which are decided here. */
    private record Strict(Configuration said) implements Configuration {
        @Override
        public List<String> getUserKnownHostsFiles() {
            return List.of();
        }

        @Override
        public List<String> getGlobalKnownHostsFiles() {
            return List.of();
        }

        @Override
        public StrictHostKeyChecking getStrictHostKeyChecking() {
            return StrictHostKeyChecking.REQUIRE_MATCH;
        }

        @Override
        public boolean getHashKnownHosts() {
            return said.getHashKnownHosts();
        }

        @Override
        public String getUsername() {
            return said.getUsername();
        }
    }
}
