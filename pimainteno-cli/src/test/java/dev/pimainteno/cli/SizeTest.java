package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeTest {

    @Test
    void speaksOfBytesAsPeopleDo() {
        assertThat(Size.of(0)).isEqualTo("0 bytes");
        assertThat(Size.of(1)).isEqualTo("1 byte");
        assertThat(Size.of(1023)).isEqualTo("1023 bytes");
        assertThat(Size.of(1024)).isEqualTo("1.0 KiB");
        assertThat(Size.of(3_670_016)).isEqualTo("3.5 MiB");
        assertThat(Size.of(Long.MAX_VALUE)).endsWith(" TiB");
    }
}
