package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.patch.PatchEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchApplyProperties {

    @Property
    void answersEveryLineWhateverStandsInIt(@ForAll byte[] line) throws IOException {
        assertAnswered(line);
    }

    @Property
    void answersEveryLineThatIsNearlyARequest(@ForAll("nearRequests") String line) throws IOException {
        assertAnswered(line.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> nearRequests() {
        Arbitrary<String> parts = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"id\"",
                "\"dir\"",
                "\"reply\"",
                "\"reply_b64\"",
                "\"/nowhere\"",
                "null",
                "1e999999",
                "-0",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "true",
                " ");
        return parts.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    private static void assertAnswered(byte[] line) throws IOException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        for (byte b : line) {
            in.write(b == '\n' ? '.' : b);
        }
        boolean blank =
                in.toString(java.nio.charset.StandardCharsets.ISO_8859_1).matches("[ \t\r]*");
        in.write('\n');
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new BatchApply(PatchEngine.create()).answer(new ByteArrayInputStream(in.toByteArray()), out);

        assertThat(out.toString(UTF_8).lines()).hasSize(blank ? 0 : 1);
        assertThat(out.toString(UTF_8)).doesNotContain("\"ok\":true");
    }
}
