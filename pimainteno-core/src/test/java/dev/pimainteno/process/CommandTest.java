package dev.pimainteno.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void needsAProgram() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Command(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of(" ", "argument"));
    }

    @Test
    void refusesWhatNoOperatingSystemTakes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of("echo", "a\0b"))
                .withMessageContaining("NUL");
    }

    @Test
    void keepsItsArgumentsToItself() {
        List<String> argv = new ArrayList<>(List.of("echo", "one"));
        Command command = new Command(argv);

        argv.set(1, "other");

        assertThat(command).isEqualTo(Command.of("echo", "one"));
        assertThat(command.program()).isEqualTo("echo");
    }

    @Test
    void readsAsPeopleWriteIt() {
        assertThat(Command.of("git", "commit", "-m", "two words", "")).hasToString("git commit -m 'two words' ''");
    }
}
