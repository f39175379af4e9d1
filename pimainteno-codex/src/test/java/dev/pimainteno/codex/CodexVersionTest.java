package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodexVersionTest {

    @Test
    void readsWhatVersionsPrint() {
        assertThat(CodexVersion.parse("codex-cli 0.169.0\n")).contains(new CodexVersion(0, 169, 0));
        assertThat(CodexVersion.parse("WARNING: x\ncodex 0.46.0-alpha.3")).contains(new CodexVersion(0, 46, 0));
        assertThat(CodexVersion.parse("0.1.2505172129").orElseThrow()).isLessThan(CodexVersion.OLDEST);
        assertThat(CodexVersion.parse("99999999999999999999.1.1")).isEmpty();
        assertThat(CodexVersion.parse("hello")).isEmpty();
    }

    @Test
    void ordersVersionsByTheirNumbers() {
        assertThat(new CodexVersion(0, 100, 0)).isGreaterThan(new CodexVersion(0, 45, 9));
        assertThat(new CodexVersion(1, 0, 0).isAtLeast(CodexVersion.WITH_AGENTS_SWITCH))
                .isTrue();
        assertThat(new CodexVersion(0, 44, 99).isAtLeast(CodexVersion.OLDEST)).isFalse();
    }
}
