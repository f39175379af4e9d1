package dev.pimainteno.git;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a transfer that takes too long, however busy it looks. For one transfer. */
final class TransferLimit extends EmptyProgressMonitor {
    private final long begin = System.nanoTime();
    private final Duration limit;

    TransferLimit(Duration limit) {
        this.limit = limit;
    }

    @Override
    public boolean isCancelled() {
        return System.nanoTime() - begin > limit.toNanos();
    }
}
