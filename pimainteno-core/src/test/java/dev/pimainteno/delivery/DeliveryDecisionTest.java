package dev.pimainteno.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.project.DeliveryMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryDecisionTest {

    @ParameterizedTest
    @CsvSource({"OBSERVE, OBSERVE", "HOLD, HOLD", "COMMIT, HOLD", "PUSH, HOLD"})
    void isTheMostCarefulOfTheSettingAndTheReservations(DeliveryMode setting, DeliveryMode decided) {
        assertThat(DeliveryDecision.of(setting, List.of("policy: a manifest changed", "tests: fewer")))
                .extracting(DeliveryDecision::mode)
                .isEqualTo(decided);
        assertThat(DeliveryDecision.of(setting, List.of()).mode()).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource({
        "PUSH, 2, policy: a manifest changed (and 1 more)",
        "PUSH, 1, policy: a manifest changed",
        "PUSH, 0, 'the project is on delivery = \"push\"'",
        "OBSERVE, 0, 'the project is on delivery = \"observe\"'",
        "OBSERVE, 1, 'the project is on delivery = \"observe\"; to look at: policy: a manifest changed'",
        "HOLD, 2, 'the project is on delivery = \"hold\"; to look at: policy: a manifest changed (and 1 more)'"
    })
    void saysWhichOneDecided(DeliveryMode setting, int reservations, String because) {
        List<String> all = List.of("policy: a manifest changed", "tests: fewer");

        assertThat(DeliveryDecision.of(setting, all.subList(0, reservations)).because())
                .isEqualTo(because);
    }
}
