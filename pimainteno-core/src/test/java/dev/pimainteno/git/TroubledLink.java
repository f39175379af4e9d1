package dev.pimainteno.git;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server on this machine that stops once as much as it was told to has gone towards the server. */
final class TroubledLink implements Closeable {
    /** What happens then. */
    enum Trouble {
        /** Nothing more is passed on, either way. */
        SILENCE,
        /** That connection ends; later ones work. */
        CUT,
        /** That connection ends, and nobody answers any more. */
        GONE
    }

    private final int target;
    private final long allowed;
    private final Trouble trouble;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private long passed;
    private boolean happened;

    TroubledLink(int target, long allowed, Trouble trouble) throws IOException {
        this.target = target;
        this.allowed = allowed;
        this.trouble = trouble;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                daemon(() -> pass(client, server, true));
                daemon(() -> pass(server, client, false));
            }
        } catch (IOException e) {
            // The entrance was closed.
        }
    }

    private void pass(Socket from, Socket to, boolean towardsServer) {
        byte[] buffer = new byte[4096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (towardsServer && isEnough(n)) {
                    stop();
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // One end was closed, which closes the other.
        }
    }

    private synchronized boolean isEnough(int more) {
        passed += more;
        boolean now = passed > allowed && !happened;
        happened |= now;
        return now;
    }

    private void stop() throws IOException, InterruptedException {
        if (trouble == Trouble.GONE) {
            entrance.close();
        }
        if (trouble == Trouble.SILENCE) {
            synchronized (this) {
                while (!entrance.isClosed()) {
                    wait();
                }
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "link");
        thread.setDaemon(true);
        thread.start();
    }
}
