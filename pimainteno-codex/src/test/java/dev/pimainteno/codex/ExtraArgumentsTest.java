package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c|model_reasoning_effort=\"low\"",
                "--config|model_reasoning_effort=\"low\"",
                "-cmodel_reasoning_effort=\"low\"",
                "-c=model_reasoning_effort=\"low\"",
                "--config=model_reasoning_effort=\"low\""
            })
    void writesEverySpellingOfASettingTheSameWay(String arguments) {
        assertThat(ExtraArguments.of(split(arguments)).asList())
                .containsExactly("-c", "model_reasoning_effort=\"low\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c|model_provider=x",
                "-c|model_providers.x={name=\"x\",base_url=\"http://127.0.0.1:1\",env_key=\"X_KEY\",wire_api=\"responses\"}",
                "-c|model_providers.x.base_url=\"http://127.0.0.1:1/?a=b\"",
                "-c|model_providers.x.env_http_headers={X-Header=\"X_KEY\"}",
                "-c|model_providers={x={name=\"x\",request_max_retries=0}}",
                "-c|openai_base_url=http://127.0.0.1:1",
                "-c|model_verbosity=low"
            })
    void acceptsWhatChoosesOrTunesTheModel(String arguments) {
        assertThat(ExtraArguments.of(split(arguments)).asList()).isEqualTo(split(arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-s|read-only",
                "-sread-only",
                "-s=danger-full-access",
                "--sandbox|read-only",
                "--sandbox=danger-full-access",
                "--dangerously-bypass-approvals-and-sandbox",
                "--dangerously-bypass-hook-trust",
                "--full-auto",
                "--yolo",
                "--approve-for-me",
                "--trust",
                "--worktree",
                "-a|never",
                "-C|/",
                "-C/",
                "--cd|/",
                "--cd=/",
                "--add-dir|/",
                "--add-dir=/",
                "-p|work",
                "-pwork",
                "--profile=work",
                "--oss",
                "--local-provider|ollama",
                "-m|gpt-5.5",
                "-mgpt-5.5",
                "--model=gpt-5.5",
                "-i|/etc/passwd",
                "--image=/etc/passwd",
                "--enable|shell_tool",
                "--disable|x",
                "--strict-config",
                "--json",
                "--color=always",
                "-o|/tmp/x",
                "-o/tmp/x",
                "--output-last-message=/tmp/x",
                "--output-schema|/tmp/x",
                "--conf|model_verbosity=low",
                "-jc|model_verbosity=low",
                "-h",
                "-V",
                "--",
                "-",
                "",
                "resume",
                "do it"
            })
    void refusesEveryOtherArgumentByName(String arguments) {
        String first = split(arguments).get(0);
        int equals = first.indexOf('=');

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtraArguments.of(split(arguments)))
                .withMessageContaining("'" + (equals < 0 ? first : first.substring(0, equals)) + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sandbox_mode=\"danger-full-access\"",
                "sandbox_workspace_write.network_access=true",
                "sandbox_permissions=[\"disk-full-read-access\"]",
                "default_permissions=\"p\"",
                "permissions.p.filesystem={\":root\"=\"write\"}",
                "approval_policy=\"on-request\"",
                "features.shell_tool=true",
                "features={shell_tool=true}",
                "mcp_servers.x.command=\"sh\"",
                "notify=[\"sh\"]",
                "projects={\"/\"={trust_level=\"trusted\"}}",
                "shell_environment_policy.inherit=\"all\"",
                "model_instructions_file=\"/etc/passwd\"",
                "experimental_instructions_file=\"/etc/passwd\"",
                "developer_instructions=\"x\"",
                "tools.web_search=true",
                "web_search=\"live\"",
                "analytics.enabled=true",
                "check_for_update_on_startup=true",
                "hooks.x=1",
                "skills.include_instructions=true",
                "project_doc_max_bytes=1",
                "agents.enabled=true",
                "include_plan_tool=true",
                "profile=\"work\"",
                "model=\"gpt-5.5\"",
                "model_providers.x.auth={command=\"sh\"}",
                "model_providers.x.auth.command=\"sh\"",
                "model_providers.x={name=\"x\",auth={command=\"sh\"}}",
                "model_providers={x={auth={command=\"sh\"}}}",
                "model_providers={\"x.name\"={auth={command=\"sh\"}}}",
                "model_providers.x.experimental_bearer_token=\"sk-1\"",
                "model_providers.x.http_headers={Authorization=\"sk-1\"}",
                "model_providers.x={name=\"x\",auth={command=\"sh\"},}",
                "model_verbosity={x=1}",
                "model_verbosity.x=1",
                "\"sandbox_mode\"=\"danger-full-access\"",
                "'sandbox_mode'=\"danger-full-access\"",
                " sandbox_mode =\"danger-full-access\"",
                "model_verbosity",
                "=x",
                "model_verbosity=low\nsandbox_mode=\"danger-full-access\"",
                "SANDBOX_MODE=x"
            })
    void refusesEveryOtherSettingInEverySpelling(String setting) {
        List<List<String>> spellings = List.of(
                List.of("-c", setting),
                List.of("--config", setting),
                List.of("-c" + setting),
                List.of("--config=" + setting));
        for (List<String> spelling : spellings) {
            assertThatIllegalArgumentException().as(spelling.toString()).isThrownBy(() -> ExtraArguments.of(spelling));
        }
    }

    @Test
    void namesTheSettingButNotItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtraArguments.of(List.of("-c", "mcp_servers.x.env={KEY=\"confidential\"}")))
                .withMessageContaining("'-c mcp_servers.x.env'")
                .withMessageNotContaining("confidential");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c", "--config", "--config=", "-c="})
    void refusesAnOptionWithoutASetting(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtraArguments.of(List.of(option)))
                .withMessageContaining("'" + option + "'");
    }

    @Test
    void tellsTheBuiltInProviderFromOthers() {
        assertThat(ExtraArguments.of(List.of()).chooseProvider()).isFalse();
        assertThat(ExtraArguments.of(List.of("-c", "model_provider=\"openai\"")).chooseProvider())
                .isFalse();
        assertThat(ExtraArguments.of(List.of("-c", "model_provider=\"x\"")).chooseProvider())
                .isTrue();
    }

    private static List<String> split(String arguments) {
        return Arrays.asList(arguments.split("\\|", -1));
    }
}
