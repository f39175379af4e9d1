package dev.pimainteno.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path directory;

    @Test
    void findsEverythingInOrder() throws IOException {
        TemporaryRepository shop = shop();
        ScriptedCodex codex = ScriptedCodex.answering(directory.resolve("codex"));
        TestedCommand command = configured(codex, "[[projects]]\npath = \"shop\"\nverify = [[\"sh\", \"test.sh\"]]\n");
        Files.createDirectory(directory.resolve("state"));
        Map<String, String> before = shop.state();

        Invocation doctor = command.run("doctor");

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.out())
                .startsWith("ok       java                 Java ")
                .contains(
                        "ok       codex                codex 0.169.0 (" + directory.resolve("codex/codex") + ")\n",
                        "ok       codex sign-in        a key in the variable SCRIPTED_KEY\n",
                        "ok       configuration        " + directory.resolve("PiMainteno.toml") + ", 1 project\n",
                        "ok       project shop         " + shop.path() + ", branch main, delivery observe\n",
                        "ok       verify shop          sh test.sh\n")
                .contains("\nok       state directory ")
                .endsWith(", 0 failed\n");
        assertThat(doctor.err()).isEmpty();
        assertThat(codex.calls()).isZero();
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void findsTheProgramsThatARunFindsWithoutAPath() {
        shop();
        TestedCommand command = configured(null, """
                        [[projects]]
                        path = "shop"
                        verify = [["sh", "test.sh"]]
                        deploy = [["no-such-installer"]]
                        """);

        Invocation doctor = command.without("PATH").run("doctor");

        assertThat(doctor.out())
                .containsPattern("(?m)^ok       verify shop +sh test\\.sh$")
                .containsPattern("(?m)^failure  deploy shop +there is no program no-such-installer$");
    }

    @Test
    void saysWhatFailedWithItsRemedyInJson() throws IOException {
        TestedCommand command = configured(null, "[[projects]]\npath = \"gone\u00e9\"\nname = \"gone\"\n");

        Invocation doctor = command.run("doctor", "--json");

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.err()).isEmpty();
        assertThat(doctor.out().lines()).hasSize(1);
        JsonNode json = JsonMapper.builder().build().readTree(doctor.out());
        assertThat(json.fieldNames()).toIterable().containsExactly("ok", "checks");
        assertThat(json.get("ok").asBoolean()).isFalse();
        Map<String, JsonNode> checks = new HashMap<>();
        json.get("checks").forEach(check -> checks.put(check.get("name").asText(), check));
        assertThat(checks.values())
                .allSatisfy(check -> assertThat(check.fieldNames())
                        .toIterable()
                        .containsExactly("name", "result", "found", "remedy"));
        assertThat(check(checks, "java").get("result").asText()).isEqualTo("ok");
        assertThat(check(checks, "java").get("remedy").isNull()).isTrue();
        JsonNode gone = check(checks, "project gone");
        assertThat(gone.get("result").asText()).isEqualTo("failure");
        assertThat(gone.get("found").asText()).isEqualTo(directory.resolve("gone\u00e9") + " does not exist");
        assertThat(gone.get("remedy").asText()).isNotEmpty();
        assertThat(check(checks, "codex").get("result").asText()).isEqualTo("failure");
    }

    @Test
    void worksWithoutAConfiguration() {
        Invocation doctor = TestedCommand.in(directory).run("doctor");

        assertThat(doctor.out())
                .contains("warning  configuration ", "-> write one: pimainteno init\n")
                .contains("ok       java ")
                .doesNotContain("verify");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void countsAConfigurationThatCannotBeUsedAsAFailure() {
        Invocation broken = TestedCommand.in(directory)
                .file("PiMainteno.toml", "[[projects]]\npaht = \"shop\"\n")
                .run("doctor");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).contains("failure  configuration ", "PiMainteno.toml:2: ");

        Invocation missing = TestedCommand.in(directory).run("doctor", "--config", "none.toml");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.out()).contains("failure  configuration ", "none.toml: no such file");
    }

    @Test
    void sendsNoControlCharactersToATerminal() {
        TestedCommand command = configured(null, "[[projects]]\npath = \"\u202egone\"\nname = \"gone\"\n");

        assertThat(command.run("doctor").out())
                .contains("<202e>gone does not exist")
                .doesNotContain("\u202e");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(TestedCommand.in(directory).run("doctor", "who").exitCode()).isEqualTo(2);
        assertThat(TestedCommand.in(directory).run("doctor", "--fix").exitCode())
                .isEqualTo(2);
    }

    private TestedCommand configured(@Nullable ScriptedCodex codex, String projects) {
        String llm = codex == null ? "[llm]\ncommand = \"./no-codex\"\n" : codex.configuration();
        return TestedCommand.in(directory).file("PiMainteno.toml", "[state]\npath = \"state\"\n" + llm + projects);
    }

    private TemporaryRepository shop() {
        TemporaryRepository shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\n"));
        return shop;
    }

    private static JsonNode check(Map<String, JsonNode> checks, String name) {
        return requireNonNull(checks.get(name), name);
    }
}
