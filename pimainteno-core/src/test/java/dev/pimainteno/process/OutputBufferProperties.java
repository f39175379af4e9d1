package dev.pimainteno.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OutputBufferProperties {
    @Property
    void keepsEverythingThatFitsAndElseBothEnds(
            @ForAll @IntRange(min = 4, max = 64) int capacity,
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 80) Integer> lengths) {
        OutputBuffer buffer = new OutputBuffer(capacity);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        int next = 0;
        for (int length : lengths) {
            byte[] chunk = new byte[80];
            for (int i = 0; i < length; i++) {
                chunk[i] = (byte) next++;
            }
            buffer.write(chunk, length);
            written.write(chunk, 0, length);
        }

        byte[] all = written.toByteArray();
        assertThat(buffer.isEmpty()).isEqualTo(all.length == 0);
        assertThat(buffer.overflowed()).isEqualTo(all.length > capacity);
        assertThat(buffer.toByteArray()).isEqualTo(all.length > capacity ? ends(all, capacity) : all);
    }

    private static byte[] ends(byte[] all, int capacity) {
        int head = capacity / 4;
        int tail = capacity - head;
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.writeBytes(Arrays.copyOf(all, head));
        kept.writeBytes(
                ("\n[... " + (all.length - capacity) + " bytes left out ...]\n").getBytes(StandardCharsets.UTF_8));
        kept.writeBytes(Arrays.copyOfRange(all, all.length - tail, all.length));
        return kept.toByteArray();
    }
}
