package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands on the loopback address between a store and its PostgreSQL server. When it is told to, it drops the connection once
 * the server has committed, before the client hears of it.
 */
final class LossyProxy implements AutoCloseable {
    /** How a server says that a transaction is committed. */
    private static final byte[] COMMITTED = "COMMIT\0".getBytes(US_ASCII);

    private final ServerSocket socket;
    private final int server;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger toDrop = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile int every;

    private LossyProxy(ServerSocket socket, int server) {
        this.socket = socket;
        this.server = server;
    }

    /** Stands before a server on a port of the loopback address. */
    static LossyProxy before(int server) throws IOException {
        LossyProxy proxy = new LossyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        proxy.start(proxy::accept);
        return proxy;
    }

    /** Drops the connection after the next commit. */
    void dropNext() {
        toDrop.set(1);
    }

    /** Drops the connection after each n-th commit from now on; after none if {@code n} is 0. */
    void dropEvery(int n) {
        commits.set(0);
        every = n;
    }

    int dropped() {
        return dropped.get();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket client = keep(socket.accept());
            Socket behind = keep(new Socket(InetAddress.getLoopbackAddress(), server));
            start(() -> pass(client, behind));
            start(() -> passUnlessCommitted(behind, client));
        }
    }

    private void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private void passUnlessCommitted(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (isCommit(block, read) && isToBeDropped()) {
                    dropped.incrementAndGet();
                    return;
                }
                out.write(block, 0, read);
            }
        }
    }

    private boolean isToBeDropped() {
        return toDrop.getAndSet(0) > 0 || (every > 0 && commits.incrementAndGet() % every == 0);
    }

    /** A server answers a commit at once, so that its words come in one piece. */
    private static boolean isCommit(byte[] block, int length) {
        for (int i = 0; i + COMMITTED.length <= length; i++) {
            if (Arrays.equals(block, i, i + COMMITTED.length, COMMITTED, 0, COMMITTED.length)) {
                return true;
            }
        }
        return false;
    }

    private Socket keep(Socket opened) {
        open.add(opened);
        return opened;
    }

    @FunctionalInterface
    private interface Passing {
        void run() throws IOException;
    }

    /** Until a socket is closed at either end, which is the end of the work. */
    private void start(Passing work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return; // One of the two has gone, or the proxy was closed.
                    }
                },
                "lossy-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
