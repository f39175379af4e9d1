package dev.pimainteno.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandEnvironmentTest {

    @Test
    void letsThroughWhatBuildsNeedByName() {
        Map<String, String> environment = CommandEnvironment.from(Map.of(
                "PATH",
                "/bin",
                "HOME",
                "/home/ann",
                "LC_TIME",
                "C",
                "JAVA_HOME",
                "/jdk",
                "GRADLE_USER_HOME",
                "/g",
                "https_proxy",
                "http://proxy:3128",
                "NO_PROXY",
                "localhost",
                "SSL_CERT_FILE",
                "/ca.pem"));

        assertThat(environment)
                .containsEntry("PATH", "/bin")
                .containsEntry("HOME", "/home/ann")
                .containsEntry("LC_TIME", "C")
                .containsEntry("JAVA_HOME", "/jdk")
                .containsEntry("GRADLE_USER_HOME", "/g")
                .containsEntry("https_proxy", "http://proxy:3128")
                .containsEntry("NO_PROXY", "localhost")
                .containsEntry("SSL_CERT_FILE", "/ca.pem")
                .hasSize(10);
    }

    @Test
    void leavesEverythingElseBehind() {
        assertThat(CommandEnvironment.from(Map.of(
                        "OPENAI_API_KEY",
                        "hush",
                        "GH_TOKEN",
                        "hush",
                        "SSH_AUTH_SOCK",
                        "/s",
                        "MAVEN_OPTS",
                        "-Dp=hush",
                        "GIT_ASKPASS",
                        "/a",
                        "LD_PRELOAD",
                        "/l",
                        "HTTP_PROXY",
                        "http://ann:hush@proxy:3128")))
                .containsOnlyKeys("PATH", "CI", "PIMAINTENO");
    }
}
