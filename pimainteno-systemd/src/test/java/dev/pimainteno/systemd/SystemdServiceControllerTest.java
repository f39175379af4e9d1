package dev.pimainteno.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceDefinition;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import dev.pimainteno.testing.ServiceControllerContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real systemd. */
class SystemdServiceControllerTest extends ServiceControllerContract {
    private static final ServiceName RUNNING = ServiceName.of("running.service");
    private static final ServiceName STOPPED = ServiceName.of("app@blue.service");
    private static final ServiceName BROKEN = ServiceName.of("broken.service");
    private static final ServiceName MASKED = ServiceName.of("masked.service");
    private static final ServiceName OTHER = ServiceName.of("other.service");

    private static PrivateSystemd systemd;

    @BeforeAll
    static void startSystemd() {
        systemd = PrivateSystemd.start();
        systemd.write("/run/systemd/system/app@.service", service("ExecStart=/bin/sleep infinity"))
                .write("/run/systemd/system/broken.service", service("Type=oneshot", "ExecStart=/bin/sh -c 'exit 3'"))
                .write(
                        "/run/systemd/system/running.service",
                        service("WorkingDirectory=/usr/share", "ExecStart=/bin/sleep infinity"));
        systemd.run("ln", "-s", "/dev/null", "/run/systemd/system/masked.service");
        systemd.run("systemctl", "daemon-reload");
    }

    @AfterAll
    static void stopSystemd() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Override
    protected ServiceController open() {
        systemd.run("systemctl", "stop", STOPPED.value());
        systemd.run("systemctl", "start", RUNNING.value());
        return controller();
    }

    @Override
    protected ServiceName running() {
        return RUNNING;
    }

    @Override
    protected ServiceName stopped() {
        return STOPPED;
    }

    @Override
    protected ServiceName missing() {
        return ServiceName.of("missing.service");
    }

    @Override
    protected Optional<ServiceName> broken() {
        return Optional.of(BROKEN);
    }

    @Override
    protected Optional<ServiceName> masked() {
        return Optional.of(MASKED);
    }

    @Override
    protected Path directoryOfRunning() {
        return Path.of("/usr/share");
    }

    @Test
    void dependsOnNoTimeZone() throws InterruptedException {
        Instant since = controller().status(RUNNING).since();

        String seconds = systemd.run("date", "--utc", "+%s");

        assertThat(since)
                .isBetween(
                        Instant.ofEpochSecond(Long.parseLong(seconds)).minus(Duration.ofMinutes(30)),
                        Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    @Test
    void countsAutomaticRestarts() throws InterruptedException {
        define("Restart=on-failure", "RestartSec=0", "ExecStart=/bin/sleep infinity");
        controller().restart(OTHER);
        ServiceStatus before = controller().status(OTHER);

        systemd.run(
                "sh",
                "-c",
                "kill -KILL " + before.mainPid() + " && until test \"$(systemctl show -P NRestarts " + OTHER
                        + ")\" = 1; do sleep 0.02; done");

        ServiceStatus after = controller().status(OTHER);
        assertThat(after.restarts()).isEqualTo(1);
        assertThat(after.invocationId()).isNotEqualTo(before.invocationId());
    }

    @Test
    void waitsForAServiceThatIsSlowToStart() throws InterruptedException {
        define(
                "Type=notify",
                "NotifyAccess=all",
                "ExecStart=/bin/sh -c 'sleep 1; systemd-notify --ready; exec sleep infinity'");

        controller().restart(OTHER);

        assertThat(controller().status(OTHER).isActive()).isTrue();
    }

    @Test
    void givesUpWaitingForAServiceThatNeverFinishesStarting() throws InterruptedException {
        define("Type=notify", "ExecStart=/bin/sleep infinity");

        ServiceException failure = failureOf(controller().withRestartTimeout(Duration.ofSeconds(1)));

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure).hasMessageContaining("within 1 s").hasMessageContaining("systemctl list-jobs");
        assertThat(controller().status(OTHER).active()).as("systemd goes on").isEqualTo("activating");
        systemd.run("systemctl", "stop", OTHER.value());
    }

    @Test
    void failsWhereSystemdGivesUpWaiting() {
        define("Type=notify", "TimeoutStartSec=1", "ExecStart=/bin/sleep infinity");

        ServiceException failure = failureOf(controller());

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("result timeout").hasMessageContaining("by signal 15");
    }

    @Test
    void saysHowTheMainProcessEnded() {
        define("Type=notify", "ExecStart=/bin/sh -c 'exit 7'");

        ServiceException failure = failureOf(controller());

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure)
                .hasMessageStartingWith("Cannot restart other.service: it did not come up: failed (failed), ")
                .hasMessageContaining("result exit-code, its main process exited with status 7");
    }

    @Test
    void saysNothingOfAMainProcessThatWasNotStarted() {
        define("ExecStartPre=/bin/false", "ExecStart=/bin/sleep infinity");

        ServiceException failure = failureOf(controller());

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("result exit-code").hasMessageNotContaining("main process");
    }

    @Test
    void failsWhereAConditionKeepsTheServiceDown() {
        systemd.unit(
                OTHER.value(), "[Unit]\nConditionPathExists=/nowhere\n" + service("ExecStart=/bin/sleep infinity"));

        ServiceException failure = failureOf(controller());

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("a condition of the unit does not hold");
    }

    @Test
    void failsWhereAnotherUnitMustRunAndDoesNot() {
        systemd.unit(
                OTHER.value(),
                "[Unit]\nRequires=broken.service\nAfter=broken.service\n" + service("ExecStart=/bin/sleep infinity"));

        ServiceException failure = failureOf(controller());

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("A dependency job for other.service failed");
    }

    @Test
    void doesNotTakeAUnitThatRefusesForAMatterOfPermission() {
        systemd.unit(OTHER.value(), "[Unit]\nRefuseManualStart=yes\n" + service("ExecStart=/bin/sleep infinity"));

        ServiceException failure = failureOf(controller());

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("may be requested by dependency only");
    }

    @Test
    void saysWhatSystemdHoldsAgainstAUnit() throws InterruptedException {
        define("Type=notify");

        ServiceException failure = failureOf(controller());

        assertThat(controller().status(OTHER).describe()).isEqualTo("bad-setting");
        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("systemd cannot load it (bad-setting): Unit other.service has a bad");
    }

    @Test
    void leavesAServiceThatEndsByItselfAlone() throws InterruptedException {
        define("Type=oneshot", "ExecStart=/bin/true");

        controller().restart(OTHER);

        assertThat(controller().status(OTHER).describe()).isEqualTo("inactive (dead)");
    }

    @Test
    void findsTheProgramsAndTheAbsolutePathsAmongTheirArguments() throws InterruptedException {
        define(
                "Type=oneshot",
                "ExecStart=-/bin/echo /usr/share relative --file=/etc/hosts ; /bin/true",
                "ExecStart=@/bin/sh /not/the/program -c 'echo ignore_errors=no ; } ; { path=/usr/bin ;' /usr/lib",
                "ExecStart=/bin/echo 'ExecStart={ path=/a ; argv[]=/a ; ignore_errors=no ; }' \"/usr\\nLoadState=masked\"");

        ServiceDefinition definition = controller().definition(OTHER);

        assertThat(definition.workingDirectory()).isEmpty();
        assertThat(definition.commandPaths())
                .contains(Path.of("/bin/echo"), Path.of("/usr/share"), Path.of("/bin/true"), Path.of("/bin/sh"))
                .contains(Path.of("/usr/lib"))
                .doesNotContain(Path.of("/etc/hosts"), Path.of("/not/the/program"))
                .startsWith(Path.of("/bin/echo"));
    }

    @Test
    void seesThroughTheSignsOfAWorkingDirectory() throws InterruptedException {
        systemd.user("keeper");

        assertThat(directory("WorkingDirectory=-/usr/share")).contains(Path.of("/usr/share"));
        assertThat(directory("WorkingDirectory=/usr/share/")).contains(Path.of("/usr/share"));
        assertThat(directory("WorkingDirectory=~")).contains(Path.of("/root"));
        assertThat(directory("WorkingDirectory=~", "User=keeper")).contains(Path.of("/home/keeper"));
        assertThat(directory("WorkingDirectory=~", "User=nobody-knows")).isEmpty();
        assertThat(directory("WorkingDirectory=/usr/share", "RootDirectory=/srv"))
                .isEmpty();
        assertThat(directory("WorkingDirectory=/srv/größer shop")).contains(Path.of("/srv/größer shop"));
    }

    @Test
    void hasNoDefinitionOfAMaskedService() {
        ServiceException failure =
                catchThrowableOfType(ServiceException.class, () -> controller().definition(MASKED));

        assertThat(failure.reason()).isEqualTo(Reason.MASKED);
        assertThat(failure).hasMessageContaining("systemctl unmask masked.service");
    }

    @Test
    void refusesToWaitForNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> controller().withRestartTimeout(Duration.ZERO));
    }

    private static SystemdServiceController controller() {
        return SystemdServiceController.over(SystemdManager.system(Map.of()).behind(systemd.prefix()));
    }

    private static Optional<Path> directory(String... settings) throws InterruptedException {
        systemd.unit(OTHER.value(), service(settings) + "ExecStart=/bin/sleep infinity\n");
        return controller().definition(OTHER).workingDirectory();
    }

    private static void define(String... settings) {
        systemd.unit(OTHER.value(), service(settings));
    }

    private static String service(String... settings) {
        return "[Service]\n" + String.join("\n", List.of(settings)) + "\n";
    }

    private static ServiceException failureOf(ServiceController controller) {
        ServiceException failure = catchThrowableOfType(ServiceException.class, () -> controller.restart(OTHER));
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
