package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
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

    /** Returns the claims whose leases end by {@code clock}. Called once in each test. */
    protected abstract ProjectClaims open(InstantSource clock) throws Exception;

    @BeforeEach
    final void openClaims() throws Exception {
        claims = open(clock);
    }

    @Test
    void givesAProjectToOneHolderOnly() {
        Claim claim = claim(SHOP);

        assertThat(claim.project()).isEqualTo(SHOP);
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        assertThat(claims.tryClaim(BLOG, LEASE)).isPresent();
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

        clock.advance(LEASE.minusMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        clock.advance(Duration.ofMillis(1));

        assertThat(claim(SHOP).token()).isGreaterThan(first.token());
    }

    @Test
    void holdsOnForAnotherLeaseFromTheRenewal() {
        Claim claim = claim(SHOP);
        clock.advance(LEASE.dividedBy(2));

        assertThat(claim.renew(LEASE)).isTrue();

        clock.advance(LEASE.minusMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(claims.tryClaim(SHOP, LEASE)).isPresent();
    }

    @Test
    void renewsALeaseThatHasRunOutWhileNobodyTookTheProject() {
        Claim claim = claim(SHOP);
        clock.advance(LEASE.multipliedBy(3));

        assertThat(claim.renew(LEASE)).isTrue();
        assertThat(claims.tryClaim(SHOP, LEASE)).isEmpty();
    }

    @Test
    void tellsAHolderThatItsClaimIsLost() {
        Claim lost = claim(SHOP);
        clock.advance(LEASE);
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
        clock.advance(LEASE);
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
                clock.advance(LEASE);
            }
        }
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
