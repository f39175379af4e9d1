package dev.pimainteno.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "prompt-2.txt", "patch.diff", "0.1.2"})
    void takesWhatIsAFileNameEverywhere(String name) {
        assertThat(new ArtifactName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "a..b", "a/b", "a\\b", "A.txt", "a.", "-a", "a-", "a b", "a\n"})
    void refusesEverythingElse(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ArtifactName(name));
    }
}
