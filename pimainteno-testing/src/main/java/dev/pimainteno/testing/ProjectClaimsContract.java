package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ProjectClaims} must do. An implementation's test extends this class; nothing is claimed at the
 * beginning of each test.
 */
public abstract class ProjectClaimsContract {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId BLOG = ProjectId.of("blog");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final ManualClock clock = ManualClock.create();

    @SuppressWarnings("NullAway.Init") // set before each test
    private ProjectClaims claims;

    /** Opens the claims whose leases end by {@code clock}, each time on the same storage within one test. */
    protected abstract ProjectClaims open(InstantSource clock) throws Exception;

    /** Tells a clock that the claims look at in place of the given one what time it is. Called whenever that has moved. */
    protected void clockMoved(Instant now) {}

    /** Whether tokens outlive the object that gave them out. */
    protected boolean survivesReopen() {
        return false;
    }

    /**
     * Opens the claims, on the same storage, as a process of this machine that is dead by now.
     *
     * @return nothing if that cannot be, because the claims are known to one process only
     */
    protected Optional<ProjectClaims> openAsADeadProcess(InstantSource clock) throws Exception {
        return Optional.empty();
    }

    @BeforeEach
    final void openClaims() throws Exception {
        claims = open(clock);
        clockMoved(clock.instant());
    }

    private void advance(Duration duration) {
        clock.advance(duration);
        clockMoved(clock.instant());
    }

    @Test
    void givesAProjectToOneHolderOnly() {
        Claim claim = claim(SHOP);

        assertThat(claim.project()).isEqualTo(SHOP);
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        assertThat(claims.tryClaim(BLOG, LEASE)).isPresent();
    }

    @Test
    void saysWhetherAProjectIsHeldWithoutTakingIt() {
        assertThat(claims.isHeld(SHOP)).isFalse();
        Claim claim = claim(SHOP);

        assertThat(claims.isHeld(SHOP)).isTrue();
        assertThat(claims.isHeld(BLOG)).isFalse();
        assertThat(claim.renew(LEASE)).isTrue();
        advance(LEASE);
        assertThat(claims.isHeld(SHOP)).isFalse();
        assertThat(claim.renew(LEASE)).isTrue();
        assertThat(claims.isHeld(SHOP)).isTrue();
        claim.close();
        assertThat(claims.isHeld(SHOP)).isFalse();
    }

    @Test
    void givesAProjectAgainOnceItIsGivenBack() {
        Claim first = claim(SHOP);

        first.close();

        assertThat(claim(SHOP).token()).isGreaterThan(first.token());
    }

    @Test
    void givesAProjectAgainOnceTheLeaseHasRunOut() {
        Claim first = claim(SHOP);

        advance(LEASE.minusMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        advance(Duration.ofMillis(1));

        assertThat(claim(SHOP).token()).isGreaterThan(first.token());
    }

    @Test
    void holdsOnForAnotherLeaseFromTheRenewal() {
        Claim claim = claim(SHOP);
        advance(LEASE.dividedBy(2));

        assertThat(claim.renew(LEASE)).isTrue();

        advance(LEASE.minusMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        advance(Duration.ofMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE)).isPresent();
    }

    @Test
    void renewsALeaseThatHasRunOutWhileNobodyTookTheProject() {
        Claim claim = claim(SHOP);
        advance(LEASE.multipliedBy(3));

        assertThat(claim.renew(LEASE)).isTrue();
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
    }

    @Test
    void tellsAHolderThatItsClaimIsLost() {
        Claim lost = claim(SHOP);
        advance(LEASE);
        Claim current = claim(SHOP);

        assertThat(lost.renew(LEASE)).isFalse();

        assertThat(current.renew(LEASE)).isTrue();
    }

    @Test
    void doesNotRenewAClaimThatWasGivenBack() {
        Claim claim = claim(SHOP);
        claim.close();

        assertThat(claim.renew(LEASE)).isFalse();
        assertThat(claims.tryClaim(SHOP, LEASE)).isPresent();
    }

    @Test
    void aLostClaimGivesNothingBack() {
        Claim lost = claim(SHOP);
        advance(LEASE);
        claim(SHOP);

        lost.close();

        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
    }

    @Test
    void givesBackOnceOnly() {
        Claim first = claim(SHOP);
        first.close();
        claim(SHOP);

        first.close();

        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
    }

    @Test
    void countsItsTokensUpward() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 10; i++) {
            Claim claim = claim(SHOP);
            assertThat(claim.token()).isGreaterThan(last);
            last = claim.token();
            if (i % 2 == 0) {
                claim.close();
            } else {
                advance(LEASE);
            }
        }
    }

    @Test
    void countsOnAfterReopening() throws Exception {
        Claim earlier = claim(SHOP);
        earlier.close();

        Claim later = open(clock).tryClaim(SHOP, LEASE).orElseThrow();

        if (survivesReopen()) {
            assertThat(later.token()).isGreaterThan(earlier.token());
        } else {
            assertThat(later.token()).isEqualTo(earlier.token());
        }
    }

    @Test
    void staysHeldByOneThatIsReplacedNeverAgain() {
        Claim first = claim(SHOP);
        advance(LEASE);
        Claim second = claim(SHOP);
        second.close();

        assertThat(first.renew(LEASE)).as("free, but not its own").isFalse();
        assertThat(claim(SHOP).token()).isGreaterThan(second.token());
    }

    @Test
    void isNotTakenFromAHolderWhenTheClockIsPutBack() {
        Claim claim = claim(SHOP);

        advance(Duration.ofDays(1).negated());

        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        assertThat(claim.renew(LEASE)).isTrue();
        advance(LEASE.minusMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        advance(Duration.ofMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE))
                .as("the lease is by the clock as it is now")
                .isPresent();
    }

    @Test
    void takesAtOnceWhatAProcessHeldThatIsDead() throws Exception {
        Optional<ProjectClaims> dead = openAsADeadProcess(clock);
        assumeTrue(dead.isPresent(), "these claims end with their process");
        Claim lost = dead.orElseThrow().tryClaim(SHOP, LEASE).orElseThrow();

        Claim claim = claim(SHOP);

        assertThat(claim.token()).isGreaterThan(lost.token());
        assertThat(lost.renew(LEASE)).isFalse();
        assertThat(claims.tryClaim(SHOP, LEASE)).as("this holder is alive").isEmpty();
    }

    @Test
    void refusesALeaseThatIsNotPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> claims.tryClaim(SHOP, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> claims.tryClaim(SHOP, LEASE.negated()));
        Claim claim = claim(SHOP);
        assertThatIllegalArgumentException().isThrownBy(() -> claim.renew(Duration.ZERO));
    }

    @Test
    void letsOneOfManyWin() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            List<Optional<Claim>> tried = Threads.together(8, thread -> claims.tryClaim(SHOP, LEASE));

            List<Claim> won = tried.stream().flatMap(Optional::stream).toList();
            assertThat(won).hasSize(1);
            won.get(0).close();
        }
    }

    private Claim claim(ProjectId project) {
        return claims.tryClaim(project, LEASE).orElseThrow(() -> new AssertionError(project + " is held"));
    }
}
