package dev.pimainteno.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A systemd whose bus is down, no user manager, and no polkit. */
class SystemdWithoutBusTest {
    private static final ServiceName SHOP = ServiceName.of("shop.service");

    @Test
    void saysWhatCannotBeReached() throws InterruptedException {
        try (PrivateSystemd systemd = PrivateSystemd.start()) {
            systemd.user("guest").unit(SHOP.value(), "[Service]\nExecStart=/bin/sleep infinity\n");
            SystemdServiceController root = SystemdServiceController.over(
                    SystemdManager.system(Map.of()).behind(systemd.prefix()));
            SystemdServiceController guest = SystemdServiceController.over(
                    SystemdManager.system(Map.of()).behind(systemd.prefixAs("guest")));
            SystemdServiceController ofGuest =
                    SystemdServiceController.over(SystemdManager.user(Map.of()).behind(systemd.prefixAs("guest")));
            root.restart(SHOP);

            assertThat(failure(() -> guest.restart(SHOP)).reason())
                    .as("without polkit")
                    .isEqualTo(Reason.NOT_PERMITTED);

            ServiceException noManager = failure(() -> ofGuest.status(SHOP));
            assertThat(noManager.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(noManager).hasMessageContaining("loginctl enable-linger");

            systemd.run("systemctl", "stop", "dbus.socket", "dbus.service");
            ServiceException noBus = failure(() -> guest.status(SHOP));
            assertThat(noBus.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(noBus)
                    .hasMessageContaining("Cannot ask systemd about shop.service")
                    .hasMessageContaining("bus");
            assertThat(failure(() -> guest.restart(SHOP)).reason()).isEqualTo(Reason.UNAVAILABLE);

            root.restart(SHOP);
            assertThat(root.status(SHOP).isActive()).as("root needs no bus").isTrue();
        }
    }

    private static ServiceException failure(ThrowingCallable attempt) {
        ServiceException failure = catchThrowableOfType(ServiceException.class, attempt);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
