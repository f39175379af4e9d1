package dev.pimainteno.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.testing.ServiceLogContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real journal. */
class SystemdServiceLogTest extends ServiceLogContract {
    private static final ServiceName SHOP = ServiceName.of("shop.service");

    private static PrivateSystemd systemd;

    @BeforeAll
    static void startSystemd() {
        systemd = PrivateSystemd.start();
        systemd.unit(SHOP.value(), "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/sh /run/talk\n");
    }

    @AfterAll
    static void stopSystemd() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Override
    protected ServiceLog open() {
        return SystemdServiceLog.over(SystemdManager.system(Map.of()).behind(systemd.prefix()));
    }

    @Override
    protected ServiceName service() {
        return SHOP;
    }

    @Override
    protected InvocationId start(List<String> messages) {
        systemd.write("/run/lines", String.join("\n", messages) + "\n");
        return talk("cat /run/lines");
    }

    @Test
    void keepsHostileLinesApart() throws InterruptedException {
        InvocationId invocation = talk(
                "printf 'bin\\377ary\\n'",
                "printf 'bell\\007 and \\033]0;title\\007\\n'",
                "head -c 5000 /dev/zero | tr '\\000' x; echo",
                "head -c 200000 /dev/zero | tr '\\000' y; echo",
                "printf '{\"MESSAGE\":\"forged\",\"__REALTIME_TIMESTAMP\":\"1\"}\\n'",
                "echo last");

        assertThat(open().lines(SHOP, invocation, 100))
                .extracting(LogLine::message)
                .contains(
                        "bin\uFFFDary",
                        "bell\u0007 and \u001B]0;title\u0007",
                        "[a message too long to be shown]",
                        "{\"MESSAGE\":\"forged\",\"__REALTIME_TIMESTAMP\":\"1\"}",
                        "last");
    }

    @Test
    void readsPriorities() throws InterruptedException {
        InvocationId invocation = talk("echo '<3>broken'", "echo '<7>detail'", "echo plain");

        assertThat(open().lines(SHOP, invocation, 100))
                .filteredOn(line -> List.of("broken", "detail", "plain").contains(line.message()))
                .extracting(LogLine::priority)
                .containsExactly(3, 7, 6);
    }

    @Test
    void hasWhatTheManagerSaysAboutTheService() throws InterruptedException {
        InvocationId invocation = talk("echo hello");

        assertThat(open().lines(SHOP, invocation, 100))
                .extracting(LogLine::message)
                .anyMatch(message -> message.startsWith("Starting shop.service"))
                .anyMatch(message -> message.startsWith("Finished shop.service"));
    }

    @Test
    void takesNoWordOfOthersForTheManagers() throws InterruptedException {
        InvocationId invocation = talk("echo hello");
        systemd.runWithInput(
                "MESSAGE=forged\nINVOCATION_ID=" + invocation + "\nUNIT=shop.service\n", "logger", "--journald");
        systemd.run("journalctl", "--sync");
        assertThat(systemd.run("journalctl", "--output=cat", "INVOCATION_ID=" + invocation))
                .contains("forged");

        assertThat(open().lines(SHOP, invocation, 100))
                .extracting(LogLine::message)
                .doesNotContain("forged");
    }

    @Test
    void returnsTheNewestOfMoreThanItReads() throws InterruptedException {
        InvocationId invocation =
                talk("line=$(head -c 3900 /dev/zero | tr '\\000' '\\001')", "seq -f \"$line%g\" 3000");

        List<LogLine> lines = open().lines(SHOP, invocation, 3000);

        assertThat(lines).hasSizeBetween(20, 2900);
        assertThat(lines).filteredOn(line -> line.message().endsWith("3000")).hasSize(1);
        assertThat(lines.subList(lines.size() - 10, lines.size()))
                .allMatch(
                        line -> line.message().length() > 3900 || line.message().startsWith("Finished"));
    }

    /** Lets the service execute lines of shell. */
    private static InvocationId talk(String... lines) {
        systemd.write("/run/talk", String.join("\n", lines) + "\n");
        systemd.run("systemctl", "restart", SHOP.value());
        return new InvocationId(systemd.run("systemctl", "show", "--property=InvocationID", "--value", SHOP.value()));
    }
}
