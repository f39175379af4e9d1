package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Claims within one process. Guarded by its own monitor. */
final class InMemoryProjectClaims implements ProjectClaims {
    private record Holder(long token, Instant until) {}

    private final Map<ProjectId, Holder> holders = new HashMap<>();
    private final InstantSource clock;
    private long lastToken;

    InMemoryProjectClaims(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Claim> tryClaim(ProjectId project, Duration lease) {
        Instant until = endOf(lease);
        if (isHeld(project)) {
            return Optional.empty();
        }
        lastToken++;
        holders.put(project, new Holder(lastToken, until));
        return Optional.of(new HeldClaim(project, lastToken));
    }

    @Override
    public synchronized boolean isHeld(ProjectId project) {
        Holder holder = holders.get(project);
        return holder != null && clock.instant().isBefore(holder.until());
    }

    private synchronized boolean renew(ProjectId project, long token, Duration lease) {
        Instant until = endOf(lease);
        boolean held = isHeldBy(project, token);
        if (held) {
            holders.put(project, new Holder(token, until));
        }
        return held;
    }

    private synchronized void release(ProjectId project, long token) {
        if (isHeldBy(project, token)) {
            holders.remove(project);
        }
    }

    private boolean isHeldBy(ProjectId project, long token) {
        Holder holder = holders.get(project);
        return holder != null && holder.token() == token;
    }

    private Instant endOf(Duration lease) {
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("lease must be positive, not " + lease);
        }
        return clock.instant().plus(lease);
    }

    private final class HeldClaim implements Claim {
        private final ProjectId project;
        private final long token;

        HeldClaim(ProjectId project, long token) {
            this.project = project;
            this.token = token;
        }

        @Override
        public ProjectId project() {
            return project;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public boolean renew(Duration lease) {
            return InMemoryProjectClaims.this.renew(project, token, lease);
        }

        @Override
        public void close() {
            release(project, token);
        }
    }
}
