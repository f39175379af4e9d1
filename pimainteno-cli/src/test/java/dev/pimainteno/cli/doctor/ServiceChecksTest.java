package dev.pimainteno.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.doctor.Diagnosis.Level;
import dev.pimainteno.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceChecksTest {
    private static final String LOADED = "case \"$*\" in *LoadState*) echo loaded;; esac";
    private static final Diagnosis ALLOWED = Diagnosis.ok("loaded, and this user may restart it");

    @TempDir
    Path directory;

    @Test
    void seesAManagerThatAnswers() throws Exception {
        program("systemctl", "echo degraded; exit 1");

        assertThat(systemd(true)).isEqualTo(Diagnosis.ok("degraded"));
    }

    @Test
    void mindsAMissingManagerOnlyWhereAUnitIsNamed() throws Exception {
        assertThat(systemd(true).level()).isEqualTo(Level.FAILURE);
        assertThat(systemd(false)).isEqualTo(Diagnosis.ok("no systemctl on the PATH; no project names a unit"));

        program("systemctl", "echo offline; exit 1");
        assertThat(systemd(true).found())
                .isEqualTo("the manager does not answer: offline, and no unit can be restarted");

        program("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");
        assertThat(systemd(true).found()).contains("Failed to connect to bus");
    }

    @Test
    void asksTheManagerThatIsConfigured() throws Exception {
        program("systemctl", "echo \"$*\" > " + directory.resolve("seen") + "; echo running");

        new SystemdCheck(systemctl(true), true).examine();

        assertThat(directory.resolve("seen")).hasContent("--no-pager --no-ask-password --user is-system-running");
    }

    @Test
    void saysWhatIsWrongWithAUnit() throws Exception {
        program("systemctl", "echo not-found");
        assertThat(service(true))
                .isEqualTo(
                        Diagnosis.failure("the unit is not-found", "write the unit, or correct the project's service"));

        program("systemctl", "echo masked");
        assertThat(service(true).remedy()).isEqualTo("systemctl unmask shop.service");

        program("systemctl", "echo 'no bus' >&2; exit 1");
        assertThat(service(true).found()).isEqualTo("systemd does not tell: no bus");
    }

    @Test
    void knowsWhoMayRestartWithoutAsking() throws Exception {
        program("systemctl", LOADED);
        program("pkcheck", "exit 1");

        assertThat(service(true)).isEqualTo(ALLOWED);
        assertThat(new ServiceCheck(ServiceName.of("shop.service"), systemctl(true), false).examine())
                .isEqualTo(ALLOWED);
    }

    @Test
    void asksPolkitForTheUnit() throws Exception {
        program("systemctl", LOADED);
        program("pkcheck", "echo \"$*\" > " + directory.resolve("seen"));

        assertThat(service(false)).isEqualTo(ALLOWED);
        assertThat(Files.readString(directory.resolve("seen")))
                .matches("--action-id org\\.freedesktop\\.systemd1\\.manage-units --process [0-9]+"
                        + " --detail unit shop\\.service --detail verb restart\n");

        program("pkcheck", "echo 'Not authorized.' >&2; exit 1");
        assertThat(service(false).level()).isEqualTo(Level.FAILURE);
        assertThat(service(false).remedy()).contains("polkit").contains("/etc/polkit-1/rules.d");
    }

    @Test
    void doesNotClaimToKnowWhatPolkitDoesNotTell() throws Exception {
        program("systemctl", LOADED);
        assertThat(service(false).level()).isEqualTo(Level.WARNING);

        String mayNotAsk =
                "case \"$*\" in *detail*) echo 'Only trusted callers may pass details' >&2; exit 127;; esac; ";
        program("pkcheck", mayNotAsk + "exit 1");
        assertThat(service(false).level()).isEqualTo(Level.WARNING);

        program("pkcheck", mayNotAsk + "exit 0");
        assertThat(service(false)).isEqualTo(ALLOWED);

        program("pkcheck", "echo 'no bus' >&2; exit 127");
        assertThat(service(false).level()).isEqualTo(Level.WARNING);
    }

    private void program(String name, String lines) throws IOException {
        Scripts.write(directory.resolve(name), lines);
    }

    private Systemctl systemctl(boolean user) {
        return new Systemctl(user, Map.of("PATH", directory.toString(), "TOKEN", "secret"));
    }

    private Diagnosis systemd(boolean needed) throws InterruptedException {
        return new SystemdCheck(systemctl(false), needed).examine();
    }

    private Diagnosis service(boolean superuser) throws InterruptedException {
        return new ServiceCheck(ServiceName.of("shop.service"), systemctl(false), superuser).examine();
    }
}
