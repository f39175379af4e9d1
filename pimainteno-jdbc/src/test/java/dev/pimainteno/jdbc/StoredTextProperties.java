package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StoredTextProperties {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Property
    void returnsEveryTextAsItWas(@ForAll("texts") String text) {
        assertThat(StoredText.original(StoredText.stored(text))).isEqualTo(text);
    }

    @Property
    void storesWhatBothDatabasesTake(@ForAll("texts") String text) {
        String stored = StoredText.stored(text);

        assertThat(stored).doesNotContain("\0");
        assertThat(new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(stored);
    }

    @Property
    void leavesJsonAsItWas(@ForAll("texts") String text) throws Exception {
        String stored = StoredText.json(MAPPER.writeValueAsString(text));

        assertThat(stored).doesNotContain("\0");
        assertThat(new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(stored);
        assertThat(MAPPER.readValue(stored, String.class)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "\\", "\0", "0", "u", "d800", "\ud83d", "\ude42", "\ud83d\ude42", "é", "a", "\n", "'", "\"")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
