package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private final Mentions mentions = new Mentions();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "In `src/a.txt` the sum is wrong. | src/a.txt",
                "In **docs/x.md** the sum is wrong. | docs/x.md",
                "Then lib/y.c. | lib/y.c",
                "Then y.c: | y.c",
                "`Makefile` | Makefile",
                "## Makefile: | Makefile",
                "at /abs | /abs",
                "`two words/x` here | two words/x"
            })
    void areWhatLooksLikeAPath(String line, String path) {
        mentions.add(line);

        assertThat(mentions.paths()).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the sum is wrong", "`sum` and **wrong**", "", "...", "`` ` ``", ".hidden"})
    void areNoOtherWords(String line) {
        mentions.add(line);

        assertThat(mentions.paths()).isEmpty();
    }

    @Test
    void areInTheOrderOfTheirLastPlace() {
        mentions.add("a/b");
        mentions.add("c/d");
        mentions.add("a/b");

        assertThat(mentions.paths()).containsExactly("c/d", "a/b");
    }

    @Test
    void startAnewBehindAPartWhoseFileComesFirst() {
        FileHeader header = new FileHeader(1);
        header.newName = "b/last.txt";
        mentions.add("a/b");
        mentions.restart(header);
        mentions.add("c/d");

        assertThat(mentions.last()).isEqualTo("last.txt");
        assertThat(mentions.paths()).containsExactly("last.txt", "c/d");

        mentions.restart(new FileHeader(2));

        assertThat(mentions.paths()).as("a part without a name").containsExactly("last.txt");
    }

    @Test
    void endAtALimit() {
        mentions.add("a/" + "b".repeat(998));
        mentions.add("c/" + "d".repeat(999));

        assertThat(mentions.paths()).containsExactly("a/" + "b".repeat(998));

        List<String> before = mentions.paths();
        for (int i = 0; i < 60; i++) {
            mentions.add("e/" + i);
        }

        assertThat(mentions.paths())
                .hasSize(50)
                .containsAll(before)
                .contains("e/48")
                .doesNotContain("e/49");
    }
}
