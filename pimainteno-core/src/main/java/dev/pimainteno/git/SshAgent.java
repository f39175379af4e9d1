package dev.pimainteno.git;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.transport.sshd.agent.AbstractConnector;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SSH agent at the end of a socket, which signs with keys that it does not hand out. */
final class SshAgent implements ConnectorFactory {
    private static final Logger log = LoggerFactory.getLogger(SshAgent.class);

    private final Path socket;

    SshAgent(Path socket) {
        this.socket = socket;
    }

    @Override
    public Connector create(@Nullable String identityAgent, @Nullable File homeDirectory) {
        return new Connection(socket);
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public String getName() {
        return "pimainteno";
    }

    @Override
    public Collection<ConnectorDescriptor> getSupportedConnectors() {
        return List.of(getDefaultConnector());
    }

    @Override
    public ConnectorDescriptor getDefaultConnector() {
        return new Descriptor(socket.toString(), "Unix domain socket");
    }

    private record Descriptor(String identityAgent, String displayName) implements ConnectorDescriptor {
        @Override
        public String getIdentityAgent() {
            return identityAgent;
        }

        @Override
        public String getDisplayName() {
            return displayName;
        }
    }

    /** A conversation with the agent: a length of four bytes, then a message, each way. */
    private static final class Connection extends AbstractConnector {
        private final Path socket;
        private @Nullable SocketChannel channel;

        Connection(Path socket) {
            this.socket = socket;
        }

        @Override
        public boolean connect() throws IOException {
            SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                opened.connect(UnixDomainSocketAddress.of(socket));
            } catch (IOException e) {
                // An agent that has ended leaves its socket behind; there may be keys in files.
                log.info("The SSH agent at {} does not answer: {}", socket, e.getMessage());
                opened.close();
                return false;
            }
            channel = opened;
            return true;
        }

        @Override
        public byte[] rpc(byte command, byte[] message) throws IOException {
            SocketChannel open = channel;
            if (open == null) {
                throw new IOException("not connected to the SSH agent at " + socket);
            }
            prepareMessage(command, message);
            ByteBuffer request = ByteBuffer.wrap(message);
            while (request.hasRemaining()) {
                open.write(request);
            }
            byte[] reply = new byte[toLength(command, read(open, Integer.BYTES))];
            System.arraycopy(read(open, reply.length), 0, reply, 0, reply.length);
            return reply;
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }

        private static byte[] read(SocketChannel channel, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException("the SSH agent broke off");
                }
            }
            return buffer.array();
        }
    }
}
