package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileTree;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What added lines with other characters than those of ASCII become in files of one encoding, of another, and of both. */
class FileEncodingsTest {
    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @ValueSource(strings = {"c280", "c3a9", "dfbf", "c3bf", "e282ac", "f09f9880", "f48fbfbf", "e941c3a9", "c3a9e9"})
    void isThatOfTheFileIfItHasCharactersOfUtf8(String bytes) {
        assertThat(added("\u00fcber", bytes)).isEqualTo("c3bc626572");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"e9", "e941", "c3", "c341", "c37f", "c3c0", "c3c3", "c180", "c0bf", "f580", "80", "8080", "bfbf"
            })
    void isLatinIfTheFileHasOnlyBytesThatAreNoUtf8(String bytes) {
        assertThat(added("\u00fcber", bytes)).isEqualTo("fc626572");
    }

    @ParameterizedTest
    @ValueSource(strings = {"41", "7f", ""})
    void isUtf8IfTheFileHasAsciiOnly(String bytes) {
        assertThat(added("\u00fcber", bytes)).isEqualTo("c3bc626572");
    }

    @ParameterizedTest
    @CsvSource({"\u00ff, ff", "\u0080, 80", "\u007f, 7f"})
    void reachesToTheLastCharacterOfLatin(String text, String bytes) {
        assertThat(added(text, "e9")).isEqualTo(bytes);
    }

    @Test
    void hasNoPlaceInALatinFileForWhatLatinLacks() {
        assertThat(PatchResults.reasons(engine.read(reply("\u0100"), tree("e9"))))
                .singleElement()
                .asString()
                .contains("characters that the file's encoding, ISO 8859-1, has not");
    }

    /** Returns, in hexadecimal, the line that is added to a file of three lines. */
    private String added(String text, String bytes) {
        byte[] content = PatchResults.content(engine.read(reply(text), tree(bytes)));
        String hex = HexFormat.of().formatHex(content);
        List<String> lines = List.of(hex.replaceAll("(..)", "$1 ").split(" ?0a ?", -1));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0).replace(" ", "")).isEqualTo(bytes);
        return lines.get(2).replace(" ", "");
    }

    private static String reply(String text) {
        return "--- a/x\n+++ b/x\n@@ -2,2 +2,3 @@\n one\n+" + text + "\n two\n";
    }

    private static FileTree tree(String firstLine) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(HexFormat.of().parseHex(firstLine));
        content.writeBytes(new byte[] {'\n', 'o', 'n', 'e', '\n', 't', 'w', 'o', '\n'});
        return FileTree.of(Map.of("x", content.toByteArray()));
    }
}
