package dev.pimainteno.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "infra/** infra/a/b.tf",
                "infra infra/a/b.tf",
                "infra/ infra/a",
                "/infra infra",
                "**/x.env x.env",
                "**/x.env a/b/x.env",
                "src/**/b.py src/b.py",
                "src/**/b.py src/a/c/b.py",
                "*.MD readme.md",
                "a?.txt a1.txt",
                "a[0-9].txt a7.txt",
                "a[!0-9].txt ax.txt",
                "{one,t*o}.txt two.txt",
                "a**z a/b/z",
                "a\\*b a*b",
                "a.(b)+ a.(b)+"
            })
    void matches(String glob, String path) {
        assertThat(PathGlob.parse(glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "infra infrastructure/a",
                "*.md docs/readme.md",
                "a?.txt a/.txt",
                "a[0-9].txt ax.txt",
                "a[!0-9]b a/b",
                "a.b axb",
                "**/x.env yx.env",
                "{one,two}.txt three.txt"
            })
    void doesNotMatch(String glob, String path) {
        assertThat(PathGlob.parse(glob).matches(path)).isFalse();
    }

    @Test
    void matchesNamesOutsideOfAscii() {
        assertThat(PathGlob.parse("**/geheim-ä*").matches("x/GEHEIM-Äpfel\nund 👍"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b", "{a,b", "{a,{b,c}}", "a\\", "[z-a]"})
    void refusesWhatIsNoGlob(String glob) {
        assertThatThrownBy(() -> PathGlob.parse(glob)).isInstanceOf(IllegalArgumentException.class);
    }
}
