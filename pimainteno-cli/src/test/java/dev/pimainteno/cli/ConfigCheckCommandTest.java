package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckCommandTest {
    @TempDir
    Path directory;

    @Test
    void saysWhatHoldsAndWritesNothing() {
        Invocation checked = check("[state]\npath = \"state\"\n[[projects]]\npath = \"shop\"\n[web]\nport = 80\n");

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out())
                .startsWith(
                        "# " + directory.resolve("PiMainteno.toml") + "\nstate.path = " + directory.resolve("state"))
                .contains("\nllm.timeout = 600s\n", "\nprojects.shop.delivery = observe\n");
        assertThat(checked.err()).startsWith("warning: PiMainteno.toml:6: web.port: no effect");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        Invocation checked = check("[state]\npath = \"state\"\npaht = 1\n[[projects]]\npath = 7\n");

        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.out()).isEmpty();
        assertThat(checked.err())
                .startsWith("pimainteno: Cannot use the configuration:\nPiMainteno.toml:3: state.paht: ")
                .contains("\nPiMainteno.toml:5: projects[].path: ");
    }

    @Test
    void findsWhatTheProviderWouldNotAccept() {
        Invocation checked = check(
                "[state]\npath = \"state\"\n[llm]\nextra_args = [\"--full-auto\"]\n[[projects]]\npath = \"shop\"\n");

        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.err())
                .contains("\nPiMainteno.toml: llm.extra_args: ")
                .contains("--full-auto");
    }

    @Test
    void answersPrograms() {
        String good = "[state]\npath = \"state\"\n[[projects]]\npath = \"shop\"\n";

        Invocation holds = check(good, "--json");
        Invocation wrong = check("nonsense", "--json");

        assertThat(holds.out())
                .startsWith("{\"ok\":true,\"file\":\"")
                .contains("\"warnings\":[],\"settings\":{\"state\":");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out())
                .startsWith(
                        "{\"ok\":false,\"problems\":[{\"file\":\"PiMainteno.toml\",\"line\":1,\"key\":\"\",\"message\":\"");
        assertThat(wrong.err()).isEmpty();
    }

    @Test
    void showsWhatAPresetComesToInTheCheckout() {
        String file = "[state]\npath = \"state\"\n[[projects]]\npath = \"shop\"\nverify = ";
        TestedCommand.in(directory).file("shop/Makefile", "test:\n\ttrue\n");

        assertThat(check(file + "\"auto\"\n", "--json").out())
                .contains("\"verify\":\"auto\",\"verify_commands\":[[\"make\",\"test\"]]");
        assertThat(check(file + "\"maven\"\n", "--json").out()).contains("\"verify\":\"maven\",\"verify_commands\":[]");
    }

    private Invocation check(String configuration, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "config";
        arguments[1] = "check";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return TestedCommand.in(directory)
                .file("PiMainteno.toml", configuration)
                .run(arguments);
    }
}
