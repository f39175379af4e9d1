package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.GitException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** A way to a remote, and what is known of why it does not lead there. For one use. */
final class Connection implements AutoCloseable {
    private final RemoteAccess access;
    private final Transport transport;
    private final HttpsConnections https;
    private final HostKeys hostKeys;
    private boolean leftBehind;

    private Connection(RemoteAccess access, Transport transport) {
        this.access = access;
        this.transport = transport;
        this.https = new HttpsConnections(access);
        this.hostKeys = new HostKeys(access.ssh().knownHostsFiles());
        prepare();
    }

    static Connection open(RemoteAccess access, Repository local, URIish address) {
        try {
            return new Connection(access, Transport.open(local, address));
        } catch (NotSupportedException e) {
            throw new GitException(Reason.UNSUPPORTED, "No way to the remote " + display(address), e);
        } catch (TransportException e) {
            throw new RemoteFailure(access, address, new HttpsConnections(access), "").of(e);
        }
    }

    /** Returns the head of a branch there. */
    Optional<CommitId> head(String branch) {
        try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(Constants.R_HEADS + branch)))) {
            Ref ref = connection.getRef(Constants.R_HEADS + branch);
            return ref == null || ref.getObjectId() == null
                    ? Optional.empty()
                    : Optional.of(new CommitId(ref.getObjectId().name()));
        } catch (NotSupportedException | TransportException e) {
            throw failure(e);
        }
    }

    void fetch(RefSpec spec) {
        try {
            transfer(() -> transport.fetch(new TransferLimit(access.limit()), List.of(spec)));
        } catch (NotSupportedException | TransportException e) {
            throw failure(e);
        }
    }

    /** Pushes; a failure is thrown as it came, because it may have come after the remote had moved. */
    PushResult push(RemoteRefUpdate update) throws NotSupportedException, TransportException {
        return transfer(() -> transport.push(new TransferLimit(access.limit()), List.of(update)));
    }

    /** Something that goes over the transport. */
    @FunctionalInterface
    private interface Transfer<T> {
        T make() throws NotSupportedException, TransportException;
    }

    /**
     * Makes a transfer on a thread of its own, because one that writes to a peer that does not read can be ended by nothing
     * but the peer: it is waited for a while longer than its limit, then left behind.
     */
    private <T> T transfer(Transfer<T> transfer) throws NotSupportedException, TransportException {
        FutureTask<T> task = new FutureTask<>(transfer::make);
        Thread thread = new Thread(task, "git transfer");
        thread.setDaemon(true);
        thread.start();
        try {
            return await(task);
        } catch (TimeoutException e) {
            leftBehind = true;
            throw new TransportException(
                    transport.getURI(), "it took over " + patience().toSeconds() + " s, and was left to itself", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof TransportException broken) {
                throw broken;
            }
            if (cause instanceof NotSupportedException unsupported) {
                throw unsupported;
            }
            if (cause instanceof GitException known) {
                throw known;
            }
            throw new TransportException(transport.getURI(), String.valueOf(cause), cause);
        }
    }

    /** Waits even when it is interrupted, which is passed on, because a push must not be left half-way. */
    private <T> T await(FutureTask<T> task) throws ExecutionException, TimeoutException {
        long end = System.nanoTime() + patience().toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Duration patience() {
        return access.limit().plus(access.silence());
    }

    /** Whether a transfer was left to itself, so that it may still go through. */
    boolean leftBehind() {
        return leftBehind;
    }

    GitException failure(IOException e) {
        return new RemoteFailure(access, transport.getURI(), https, hostKeys.doubt()).of(e);
    }

    @Override
    public void close() {
        transport.close();
    }

    private void prepare() {
        transport.setTimeout((int) Math.min(access.silence().toSeconds(), Integer.MAX_VALUE / 1000));
        transport.setTagOpt(TagOpt.NO_TAGS);
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(https);
        } else if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(sessions());
        } else if (GitEnvironment.program().isPresent()) {
            // In JGit's own receiver the hooks of a remote on this machine would not run, and a hook that refuses
            // a push must be heard. A command of its own makes JGit start that receiver as a process.
            transport.setOptionReceivePack(GitProcesses.RECEIVE);
        }
    }

    private SshdSessionFactory sessions() {
        SshAccess ssh = access.ssh();
        SshdSessionFactoryBuilder builder = new SshdSessionFactoryBuilder()
                .setHomeDirectory(ssh.directory().resolveSibling("").toFile())
                .setSshDirectory(ssh.directory().toFile())
                .setPreferredAuthentications("publickey")
                .setServerKeyDatabase((home, directory) -> hostKeys)
                .setConnectorFactory(ssh.agent() == null ? null : new SshAgent(ssh.agent()));
        if (!ssh.identities().isEmpty()) {
            builder.setDefaultIdentities(directory -> ssh.identities());
        }
        return builder.build(null);
    }

    private static String display(URIish address) {
        return Transports.withoutCredentials(address.toString());
    }
}
