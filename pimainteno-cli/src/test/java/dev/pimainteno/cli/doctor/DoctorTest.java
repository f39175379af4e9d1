package dev.pimainteno.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.doctor.Diagnosis.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void answersInTheOrderOfTheChecks() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        List<Check> checks = List.of(
                check("first", () -> {
                    second.await();
                    return Diagnosis.ok("1");
                }),
                check("second", () -> {
                    second.countDown();
                    return Diagnosis.warning("2", "remedy");
                }));

        assertThat(new Doctor(Duration.ofMinutes(1)).examine(checks))
                .containsExactly(
                        new Finding("first", Diagnosis.ok("1")),
                        new Finding("second", Diagnosis.warning("2", "remedy")));
    }

    @Test
    void waitsForNoCheckForEver() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Check hanging = check("hanging", () -> {
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // As a thread in a dead file system does not heed it either.
                }
            }
        });

        List<Finding> findings = new Doctor(Duration.ofMillis(200)).examine(List.of(hanging));

        assertThat(findings.get(0).diagnosis().level()).isEqualTo(Level.FAILURE);
        assertThat(findings.get(0).diagnosis().found()).startsWith("no answer within ");
    }

    @Test
    void countsACheckThatBreaksAsAFailure() throws InterruptedException {
        List<Check> checks = List.of(
                check("breaking", () -> {
                    throw new IllegalStateException("oops");
                }),
                check("other", () -> Diagnosis.ok("fine")));

        List<Finding> findings = new Doctor(Duration.ofMinutes(1)).examine(checks);

        assertThat(findings.get(0).diagnosis().level()).isEqualTo(Level.FAILURE);
        assertThat(findings.get(0).diagnosis().found()).contains("oops");
        assertThat(findings.get(1).diagnosis()).isEqualTo(Diagnosis.ok("fine"));
    }

    private interface Look {
        Diagnosis look() throws InterruptedException;
    }

    private static Check check(String name, Look look) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Diagnosis examine() throws InterruptedException {
                return look.look();
            }
        };
    }
}
