package dev.pimainteno.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real systemctl cannot be brought to do. */
class FakedSystemctlTest {
    private static final ServiceName SHOP = ServiceName.of("shop.service");

    @TempDir
    Path directory;

    @Test
    void readsAStatus() throws Exception {
        systemctl("""
                cat <<'END'
                LoadState=loaded
                ActiveState=active
                SubState=running
                Result=success
                MainPID=4711
                NRestarts=2
                InvocationID=0123456789abcdef0123456789abcdef
                ActiveEnterTimestamp=Sat 2026-11-21 05:43:27 UTC
                ActiveExitTimestamp=
                InactiveEnterTimestamp=n/a
                InactiveExitTimestamp=Sat 2026-11-21 05:43:26 UTC
                END
                """);

        assertThat(controller().status(SHOP))
                .isEqualTo(new ServiceStatus(
                        "loaded",
                        "active",
                        "running",
                        "success",
                        4711,
                        2,
                        new InvocationId("0123456789abcdef0123456789abcdef"),
                        Instant.parse("2026-11-21T05:43:27Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo garbage",
                "true",
                "echo LoadState=",
                "printf 'LoadState=loaded\\nMainPID=many\\n'",
                "printf 'LoadState=loaded\\nMainPID=-1\\n'",
                "printf 'LoadState=loaded\\nNRestarts=99999999999999999999999\\n'",
                "printf 'LoadState=loaded\\nInvocationID=short\\n'",
                "printf 'LoadState=loaded\\nActiveEnterTimestamp=yesterday\\n'",
                "printf 'LoadState=loaded\\nActiveEnterTimestamp=Sat 2026-13-41 05:43:27 UTC\\n'",
                "printf 'LoadState=loaded\\nActiveEnterTimestamp=Sat 2026-11-21 05:43:27 CET\\n'",
                "head -c 300000 /dev/urandom"
            })
    void saysThatAnAnswerIsInNoKnownForm(String lines) throws IOException {
        systemctl(lines);

        ServiceException failure =
                catchThrowableOfType(ServiceException.class, () -> controller().status(SHOP));

        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("shop.service");
    }

    @Test
    void doesNotWaitForAnAnswerForever() throws IOException {
        systemctl("exec sleep 600");
        SystemdManager impatient = SystemdManager.system(environment()).withQueryTimeout(Duration.ofMillis(300));

        ServiceException failure = catchThrowableOfType(
                ServiceException.class,
                () -> SystemdServiceController.over(impatient).status(SHOP));

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure).hasMessageContaining("systemctl").hasMessageContaining("did not answer");
    }

    @Test
    void saysWhenThereIsNoSystemctl() {
        Map<String, String> nothing = Map.of("PATH", directory.toString());

        ServiceException failure = catchThrowableOfType(
                ServiceException.class,
                () -> SystemdServiceController.system(nothing).restart(SHOP));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("is this machine run by systemd?");
    }

    @Test
    void boundsWhatItRepeatsOfSystemctlsWords() throws IOException {
        systemctl("head -c 300000 /dev/zero | tr '\\000' x >&2; printf '\\033[31mred\\nline' >&2; exit 1");

        ServiceException failure =
                catchThrowableOfType(ServiceException.class, () -> controller().status(SHOP));

        assertThat(failure.getMessage()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void inheritsNoVariableThatChangesWhatSystemctlPrints() throws Exception {
        systemctl("env > " + directory.resolve("variables") + "\necho LoadState=loaded");

        SystemdServiceController.user(environment()).status(SHOP);

        assertThat(Files.readAllLines(directory.resolve("variables")))
                .contains("LC_ALL=C.UTF-8", "TZ=UTC", "XDG_RUNTIME_DIR=/run/user/7")
                .noneMatch(line -> line.startsWith("SYSTEMD_") || line.startsWith("LANG="));
    }

    @Test
    void asksTheManagerItIsMeantFor() throws Exception {
        systemctl("echo \"$*\" >> " + directory.resolve("calls") + "\necho LoadState=loaded");

        SystemdServiceController.user(environment()).restart(SHOP);
        SystemdServiceController.system(environment()).restart(SHOP);

        List<String> calls = Files.readAllLines(directory.resolve("calls"));
        assertThat(calls).hasSize(4);
        assertThat(calls.get(0)).isEqualTo("--user --no-ask-password restart shop.service");
        assertThat(calls.get(1)).startsWith("--user --no-pager show --property=");
        assertThat(calls.get(2)).isEqualTo("--no-ask-password restart shop.service");
    }

    @Test
    void noticesAServiceThatDiesRightAfterItsStart() throws IOException {
        systemctl("printf 'LoadState=loaded\\nActiveState=activating\\nSubState=auto-restart\\nResult=exit-code\\n'");

        ServiceException failure =
                catchThrowableOfType(ServiceException.class, () -> controller().restart(SHOP));

        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessageContaining("did not stay up: activating (auto-restart), result exit-code");
    }

    @Test
    void canBeInterrupted() throws IOException {
        systemctl("exec sleep 600");
        Thread.currentThread().interrupt();

        InterruptedException interrupt = catchThrowableOfType(
                InterruptedException.class, () -> controller().restart(SHOP));

        assertThat(interrupt).isNotNull();
    }

    @Test
    void readsMessagesOfEveryForm() throws Exception {
        journalctl("""
                {"__REALTIME_TIMESTAMP":"1795240115912749","PRIORITY":"3","MESSAGE":"text\\n"}
                {"__REALTIME_TIMESTAMP":"1795240115912750","PRIORITY":"6","MESSAGE":[97,255,98]}
                {"__REALTIME_TIMESTAMP":"1795240115912751","PRIORITY":"99","MESSAGE":["one",[116,119,111]]}
                {"__REALTIME_TIMESTAMP":"1795240115912752","PRIORITY":null,"MESSAGE":null}
                {"__REALTIME_TIMESTAMP":"1795240115912753"}
                """, 0);

        assertThat(log().lines(SHOP, invocation(), 10))
                .extracting(line -> line.priority() + " " + line.message())
                .containsExactly("3 text", "6 a\uFFFDb", "6 one\ntwo", "6 [a message too long to be shown]", "6 ");
        assertThat(log().lines(SHOP, invocation(), 10).get(0).at()).isEqualTo("2026-11-21T05:48:35.912749Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "{\"MESSAGE\":\"of no time\"}", "{\"__REALTIME_TIMESTAMP\":\"1\"", "[1]"})
    void saysThatTheJournalAnswersInNoKnownForm(String line) throws IOException {
        journalctl(line, 0);

        ServiceException failure =
                catchThrowableOfType(ServiceException.class, () -> log().lines(SHOP, invocation(), 10));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("shop.service").hasMessageContaining("no JSON");
    }

    @Test
    void saysThatTheJournalCannotBeRead() throws IOException {
        journalctl("", 1);

        ServiceException failure =
                catchThrowableOfType(ServiceException.class, () -> log().lines(SHOP, invocation(), 10));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("exited with 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-shop.service", "../shop.service", "shop", "shop.service --now", "", "a\n.service"})
    void isNeverGivenABadName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServiceName.of(name));
    }

    private void systemctl(String lines) throws IOException {
        FakePrograms.in(directory).program("systemctl", lines);
    }

    private void journalctl(String output, int exitCode) throws IOException {
        Files.writeString(directory.resolve("output"), output);
        FakePrograms.in(directory).program("journalctl", "cat " + directory.resolve("output") + "\nexit " + exitCode);
    }

    private SystemdServiceController controller() {
        return SystemdServiceController.system(environment());
    }

    private SystemdServiceLog log() {
        return SystemdServiceLog.system(environment());
    }

    private Map<String, String> environment() {
        return FakePrograms.in(directory).environment();
    }

    private static InvocationId invocation() {
        return new InvocationId("0123456789abcdef".repeat(2));
    }
}
