package dev.pimainteno.systemd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import dev.pimainteno.systemd.PrivateSystemd.With;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users may do who are not root, under a real systemd with a real polkit. */
class SystemdPermissionTest {
    private static final ServiceName SHOP = ServiceName.of("shop.service");
    private static final ServiceName BANK = ServiceName.of("bank.service");

    private static PrivateSystemd systemd;

    @BeforeAll
    static void startSystemd() throws IOException {
        systemd = PrivateSystemd.start(With.POLKIT);
        systemd.user("guest").user("pimainteno");
        systemd.run("usermod", "--append", "--groups", "systemd-journal", "pimainteno");
        String service = "[Service]\nExecStart=/bin/sh -c 'echo open; exec sleep infinity'\n";
        systemd.unit(SHOP.value(), service).unit(BANK.value(), service);
        systemd.run("ln", "-s", "/dev/null", "/run/systemd/system/masked.service");
        systemd.run("systemctl", "daemon-reload");
        systemd.write("/etc/polkit-1/rules.d/50-pimainteno.rules", ruleOfReadme());
        systemd.run("systemctl", "start", SHOP.value(), BANK.value(), "polkit.service");
    }

    @AfterAll
    static void stopSystemd() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Test
    void tellsAMissingPermissionFromAFailure() throws InterruptedException {
        SystemdServiceController guest = controller("guest");
        ServiceStatus before = guest.status(SHOP);

        ServiceException failure = catchThrowableOfType(ServiceException.class, () -> guest.restart(SHOP));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_PERMITTED);
        assertThat(failure)
                .hasMessageContaining("Cannot restart shop.service")
                .hasMessageContaining("polkit")
                .hasMessageContaining("'Permissions' in the README of pimainteno-systemd");
        assertThat(failure.isRetryable()).isFalse();
        assertThat(guest.status(SHOP)).isEqualTo(before);
        assertThat(before.isActive()).as("anybody may look").isTrue();
    }

    @Test
    void saysThatAUnitIsMissingOrMaskedRatherThanThatItMayNotBeRestarted() {
        assertThat(reason("guest", "missing.service")).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason("guest", "masked.service")).isEqualTo(Reason.MASKED);
    }

    @Test
    void restartsTheUnitThatARulePermitsAndNoOther() throws InterruptedException {
        ServiceStatus before = controller("pimainteno").status(SHOP);

        controller("pimainteno").restart(SHOP);

        ServiceStatus after = controller("pimainteno").status(SHOP);
        assertThat(after.isActive()).isTrue();
        assertThat(after.invocationId()).isNotEqualTo(before.invocationId());
        assertThat(reason("pimainteno", BANK.value())).isEqualTo(Reason.NOT_PERMITTED);
    }

    @Test
    void letsMembersOfTheJournalsGroupRead() throws InterruptedException {
        InvocationId invocation =
                requireNonNull(controller("pimainteno").status(BANK).invocationId());
        systemd.run("journalctl", "--sync");

        assertThat(log("pimainteno").lines(BANK, invocation, 10))
                .anyMatch(line -> line.message().equals("open"));

        ServiceException failure =
                catchThrowableOfType(ServiceException.class, () -> log("guest").lines(BANK, invocation, 10));
        assertThat(failure.reason()).isEqualTo(Reason.NOT_PERMITTED);
        assertThat(failure).hasMessageContaining("bank.service").hasMessageContaining("systemd-journal");
    }

    private static Reason reason(String user, String service) {
        return catchThrowableOfType(
                        ServiceException.class, () -> controller(user).restart(ServiceName.of(service)))
                .reason();
    }

    private static SystemdServiceController controller(String user) {
        return SystemdServiceController.over(SystemdManager.system(Map.of()).behind(systemd.prefixAs(user)));
    }

    private static SystemdServiceLog log(String user) {
        return SystemdServiceLog.over(SystemdManager.system(Map.of()).behind(systemd.prefixAs(user)));
    }

    /** The rule that people copy is the one that is tested. */
    private static String ruleOfReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```js\n") + "```js\n".length();
        return readme.substring(start, readme.indexOf("```", start));
    }
}
