package dev.pimainteno.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private static final ProcessIdentity SELF = ProcessIdentity.own();

    @Test
    void isReadAsItWasWritten() {
        assertThat(ProcessIdentity.parse(SELF.stored())).hasValue(SELF);
        assertThat(ProcessIdentity.parse("")).isEmpty();
        assertThat(ProcessIdentity.parse("a b c d e f")).isEmpty();
    }

    @Test
    void knowsOfItselfThatItLives() {
        assertThat(SELF.start()).as("this kernel tells").matches("\\d+");
        assertThat(SELF.knowsToBeDead(SELF)).isFalse();
    }

    @Test
    void knowsOfAProcessThatHasEndedThatItIsDead() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        String start = startOf(process.pid());
        ProcessIdentity other = with(SELF.machine(), SELF.boot(), SELF.namespace(), SELF.user(), process.pid(), start);
        assertThat(SELF.knowsToBeDead(other)).isFalse();

        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(SELF.knowsToBeDead(other)).isTrue();
    }

    @Test
    void knowsThatAnotherProcessHasTheNumberNow() {
        assertThat(SELF.knowsToBeDead(
                        with(SELF.machine(), SELF.boot(), SELF.namespace(), SELF.user(), SELF.pid(), "1")))
                .isTrue();
    }

    @Test
    void knowsThatNobodyOutlivesABoot() {
        assertThat(SELF.knowsToBeDead(
                        with(SELF.machine(), "another", SELF.namespace(), SELF.user(), SELF.pid(), SELF.start())))
                .isEqualTo(!SELF.machine().equals("-"));
    }

    @Test
    void doesNotTakeForDeadWhatItCannotSee() {
        long pid = 4_194_304; // More than Linux gives.
        assertThat(SELF.knowsToBeDead(with("another", "another", SELF.namespace(), SELF.user(), pid, "1")))
                .as("another machine")
                .isFalse();
        assertThat(SELF.knowsToBeDead(with(SELF.machine(), SELF.boot(), "pid:[1]", SELF.user(), pid, "1")))
                .as("another namespace")
                .isFalse();
        assertThat(SELF.knowsToBeDead(with(SELF.machine(), SELF.boot(), SELF.namespace(), "another", pid, "1")))
                .as("another user")
                .isFalse();
        assertThat(SELF.knowsToBeDead(with("-", SELF.boot(), SELF.namespace(), SELF.user(), pid, "1")))
                .as("unknown machine")
                .isFalse();
        assertThat(SELF.knowsToBeDead(with(SELF.machine(), "-", SELF.namespace(), SELF.user(), pid, "1")))
                .as("unknown boot")
                .isFalse();
        assertThat(SELF.knowsToBeDead(with(SELF.machine(), SELF.boot(), SELF.namespace(), SELF.user(), pid, "-")))
                .as("unknown start")
                .isFalse();
    }

    private static String startOf(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    }

    private static ProcessIdentity with(
            String machine, String boot, String namespace, String user, long pid, String start) {
        return new ProcessIdentity(machine, boot, namespace, user, pid, start);
    }
}
