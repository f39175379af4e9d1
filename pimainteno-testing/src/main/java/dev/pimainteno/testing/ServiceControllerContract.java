package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ServiceController} must do. An implementation's test extends this class and says which services there
 * are.
 */
public abstract class ServiceControllerContract {
    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceController services;

    /** Returns the controller. Called once in each test. */
    protected abstract ServiceController open() throws Exception;

    /** Returns a service that runs at the beginning of each test, goes on by itself and can be restarted. */
    protected abstract ServiceName running();

    /** Returns a service that is known and does not run at the beginning of each test, and can be restarted. */
    protected abstract ServiceName stopped();

    /** Returns a name that no service has. */
    protected abstract ServiceName missing();

    /** Returns a service that does not come up when it is restarted; nothing if there is none to test with. */
    protected Optional<ServiceName> broken() {
        return Optional.empty();
    }

    /** Returns a service that is masked; nothing if there is none to test with. */
    protected Optional<ServiceName> masked() {
        return Optional.empty();
    }

    /** Returns a directory that {@link #running()} is defined to run from. */
    protected abstract Path directoryOfRunning();

    @BeforeEach
    final void openController() throws Exception {
        services = open();
    }

    @Test
    void describesAServiceThatRuns() throws InterruptedException {
        ServiceStatus status = services.status(running());

        assertThat(status.isActive()).isTrue();
        assertThat(status.load()).isEqualTo("loaded");
        assertThat(status.active()).isEqualTo("active");
        assertThat(status.sub()).isEqualTo("running");
        assertThat(status.mainPid()).isPositive();
        assertThat(status.restarts()).isNotNegative();
        assertThat(status.invocationId()).isNotNull();
        assertThat(status.since()).isNotNull();
    }

    @Test
    void describesAServiceThatDoesNotRun() throws InterruptedException {
        ServiceStatus status = services.status(stopped());

        assertThat(status.load()).isEqualTo("loaded");
        assertThat(status.active()).isEqualTo("inactive");
        assertThat(status.isActive()).isFalse();
        assertThat(status.mainPid()).isZero();
    }

    @Test
    void describesAServiceThatDoesNotExist() throws InterruptedException {
        assertThat(services.status(missing())).isEqualTo(ServiceStatus.notFound());
    }

    @Test
    void looksWithoutChangingAnything() throws InterruptedException {
        ServiceStatus first = services.status(running());

        assertThat(services.status(running())).isEqualTo(first);
    }

    @Test
    void restartsAServiceThatRuns() throws InterruptedException {
        ServiceStatus before = services.status(running());

        services.restart(running());

        ServiceStatus after = services.status(running());
        assertThat(after.isActive()).isTrue();
        assertThat(after.invocationId()).isNotEqualTo(before.invocationId());
        assertThat(after.mainPid()).isPositive().isNotEqualTo(before.mainPid());
        assertThat(after.restarts()).as("only automatic restarts count").isZero();
    }

    @Test
    void startsAServiceThatDoesNotRun() throws InterruptedException {
        services.restart(stopped());

        assertThat(services.status(stopped()).isActive()).isTrue();
    }

    @Test
    void refusesToRestartAServiceThatDoesNotExist() throws InterruptedException {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> services.restart(missing()))
                .withMessageContaining(missing().value())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));

        assertThat(services.status(missing())).isEqualTo(ServiceStatus.notFound());
    }

    @Test
    void saysWhereAServiceRunsFrom() throws InterruptedException {
        assertThat(services.definition(running()).workingDirectory()).contains(directoryOfRunning());
    }

    @Test
    void hasNoDefinitionOfAServiceThatDoesNotExist() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> services.definition(missing()))
                .withMessageContaining(missing().value())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void refusesToRestartAMaskedService() throws InterruptedException {
        Assumptions.assumeTrue(masked().isPresent(), "there is no masked service to test with");
        ServiceName masked = masked().orElseThrow();

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> services.restart(masked))
                .withMessageContaining(masked.value())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MASKED));

        assertThat(services.status(masked).load()).isEqualTo("masked");
    }

    @Test
    void saysWhenAServiceDoesNotComeUp() throws InterruptedException {
        Assumptions.assumeTrue(broken().isPresent(), "there is no broken service to test with");
        ServiceName broken = broken().orElseThrow();

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> services.restart(broken))
                .withMessageContaining(broken.value())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FAILED));

        assertThat(services.status(broken).isActive()).isFalse();
    }
}
