package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeServiceControllerTest extends ServiceControllerContract {
    private static final ServiceName SHOP = ServiceName.of("shop.service");

    @Override
    protected ServiceController open() {
        return FakeServiceController.create()
                .running(running())
                .runsFrom(running(), directoryOfRunning())
                .masked(masked().orElseThrow())
                .stopped(stopped())
                .running(broken().orElseThrow())
                .breakOnRestart(broken().orElseThrow());
    }

    @Override
    protected ServiceName running() {
        return SHOP;
    }

    @Override
    protected ServiceName stopped() {
        return ServiceName.of("blog.service");
    }

    @Override
    protected ServiceName missing() {
        return ServiceName.of("missing.service");
    }

    @Override
    protected Optional<ServiceName> broken() {
        return Optional.of(ServiceName.of("broken.service"));
    }

    @Override
    protected Optional<ServiceName> masked() {
        return Optional.of(ServiceName.of("masked.service"));
    }

    @Override
    protected Path directoryOfRunning() {
        return Path.of("/srv/shop");
    }

    @Test
    void countsTheRestartsOfAServiceThatCrashes() {
        FakeServiceController services = FakeServiceController.create().running(SHOP);
        ServiceStatus before = services.status(SHOP);

        services.crash(SHOP).crash(SHOP);

        ServiceStatus after = services.status(SHOP);
        assertThat(after.restarts()).isEqualTo(2);
        assertThat(after.isActive()).isTrue();
        assertThat(after.invocationId()).isNotEqualTo(before.invocationId());
    }

    @Test
    void failsAsPreparedAndThenNoMore() {
        ServiceException failure = new ServiceException(Reason.NOT_PERMITTED, "not yours", null);
        FakeServiceController services =
                FakeServiceController.create().running(SHOP).failRestart(SHOP, failure);
        ServiceStatus before = services.status(SHOP);

        assertThatThrownBy(() -> services.restart(SHOP)).isSameAs(failure);
        assertThat(services.status(SHOP)).isEqualTo(before);
        services.restart(SHOP);

        assertThat(services.status(SHOP).isActive()).isTrue();
        assertThat(services.restarts()).containsExactly(SHOP, SHOP);
    }

    @Test
    void comesUpAgainOnceItIsMended() {
        FakeServiceController services =
                FakeServiceController.create().failed(SHOP).breakOnRestart(SHOP);
        assertThatThrownBy(() -> services.restart(SHOP)).isInstanceOf(ServiceException.class);

        services.mend(SHOP).restart(SHOP);

        assertThat(services.status(SHOP).isActive()).isTrue();
    }
}
