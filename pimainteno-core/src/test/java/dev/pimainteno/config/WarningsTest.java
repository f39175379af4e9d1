package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {

    @Test
    void everySettingWithoutEffectSaysSoInTheOrderOfTheLines() {
        assertThat(warnings("""
                        [web]
                        host = "127.0.0.1"
                        port = 80
                        [scheduler]
                        enabled = true
                        cron = "@daily"
                        [systemd_monitor]
                        enabled = true
                        units = ["a.service"]
                        [[projects]]
                        path = "/srv/shop"
                        service = "auto"
                        deploy = [["make", "install"]]
                        """))
                .containsExactly(
                        "PiMainteno.toml:2: web.host: no effect: no web server in this build: nothing listens",
                        "PiMainteno.toml:3: web.port: no effect: no web server in this build: nothing listens",
                        "PiMainteno.toml:5: scheduler.enabled: no effect: no scheduler in this build: runs start only when"
                                + " they are asked for",
                        "PiMainteno.toml:6: scheduler.cron: no effect: no scheduler in this build: runs start only when"
                                + " they are asked for",
                        "PiMainteno.toml:8: systemd_monitor.enabled: no effect: no unit monitor in this build: failures of"
                                + " units start no run",
                        "PiMainteno.toml:9: systemd_monitor.units: no effect: no unit monitor in this build: failures of"
                                + " units start no run");
    }

    @Test
    void askingForNothingIsNoReasonToWarn() {
        assertThat(warnings("""
                        [scheduler]
                        enabled = false
                        projects = ["/srv/blog"]
                        [systemd_monitor]
                        enabled = false
                        units = []
                        [[projects]]
                        path = "/srv/shop"
                        deploy = []
                        """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "push"})
    void deliveryWithoutVerifyCommandsWarns(String delivery) {
        String text = Texts.PROJECT + "delivery = \"" + delivery + "\"\n";

        assertThat(warnings(text))
                .containsExactly("PiMainteno.toml:3: projects[].delivery: found \"" + delivery
                        + "\" without verify commands: nothing proves a change before it is delivered");
        assertThat(warnings(text + "verify = [[\"make\"]]\n")).isEmpty();
    }

    @Test
    void observingWithoutVerifyCommandsIsFine() {
        assertThat(warnings(Texts.PROJECT + "delivery = \"observe\"\n")).isEmpty();
    }

    private static List<String> warnings(String text) {
        return Texts.read(text).warnings().stream().map(Problem::toString).toList();
    }
}
