package dev.pimainteno.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "//server/share",
                "\\server",
                "\\\\server\\share",
                "C:\\x",
                "C:/x",
                "c:x",
                ".",
                "..",
                "./a",
                "a/.",
                "../a",
                "a/..",
                "a/../b",
                "a/../../b",
                "..\\a",
                "a\\..\\..\\b",
                "a\\.",
                "a//b",
                "a/",
                "a\\",
                "a\\\\b",
                "...",
                ".. ",
                "a/.. /b",
                "a/. ./b",
                " ",
                "a/ /b"
            })
    void refusesWaysOutOfTheTree(String path) {
        assertThat(TreePaths.problem(path)).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreePaths.requireSafe(path))
                .withMessageContaining("'" + path + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git",
                ".git/config",
                ".git/hooks/pre-commit",
                "sub/.git/config",
                "sub/.git",
                ".GIT/config",
                ".Git",
                ".giT/config",
                ".git./config",
                ".git ./config",
                ".git. ",
                ".git ",
                ".git...",
                ".git\\config",
                "sub\\.git\\config",
                ".git::$INDEX_ALLOCATION/config",
                ".git:stream",
                ".git :stream",
                ".GIT.::$INDEX_ALLOCATION",
                "git~1",
                "git~1/config",
                "GIT~2/config",
                "sub/git~1/config",
                "git~1.",
                "git~1 ",
                "git~1::$INDEX_ALLOCATION/config",
                ".g\u200cit/config",
                ".\u200dgit",
                "\u200e.git",
                ".git\u200f",
                ".gi\u202at",
                ".g\u206ait",
                "\ufeff.git/config",
                ".g\u00adit",
                ".g\ufe0fit",
                ".G\u200cI\u200dT \u200e./config",
                "\uff0egit",
                ".\uff47\uff49\uff54/config"
            })
    void refusesWaysIntoAGitDirectory(String path) {
        assertThat(TreePaths.problem(path)).hasValue("leads into a .git directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\tb",
                "a\0b",
                "\u001b[2J",
                "a\u007f",
                "a\u0085b",
                "a\u009bb",
                "a\ud800b",
                "\udc00",
                "a/b\ud83d"
            })
    void refusesWhatCannotBeCarriedUnchanged(String path) {
        assertThat(TreePaths.problem(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "README.md",
                ".gitignore",
                ".gitattributes",
                ".gitmodules",
                ".github/workflows/build.yml",
                ".gitlab-ci.yml",
                "sub/.gitkeep",
                "a.git/x",
                "x.git",
                "git",
                "git/config",
                "..git",
                "._git",
                ".git2",
                ".git-blame-ignore-revs",
                ".gitignore:old",
                "digit~1",
                "git~",
                "git~x",
                "git~1.txt",
                "mygit~1",
                "..a",
                "...a",
                "a..b",
                ".hidden",
                "aux.c",
                "con.txt",
                "nul",
                "COM1",
                "logs/12:30.log",
                "dev-disk-by\\x2duuid.mount",
                "a b/c d.txt",
                " leading",
                "etc.",
                "Dr. ",
                "-rf",
                "$HOME",
                "*.java",
                "Größe.txt",
                "日本語/ファイル.txt",
                "می‌خواهم.txt",
                "👩‍💻.md",
                "node_modules/@scope/pkg/index.js"
            })
    void allowsHonestNames(String path) {
        assertThat(TreePaths.problem(path)).isEmpty();
        assertThat(TreePaths.requireSafe(path)).isEqualTo(path);
    }

    @Test
    void boundsTheLength() {
        assertThat(TreePaths.problem("a".repeat(4096))).isEmpty();
        assertThat(TreePaths.problem("a".repeat(4097))).isPresent();
    }

    @Test
    void saysWhatAPathLiesInTheNearestFirst() {
        assertThat(TreePaths.above("a/b/c")).containsExactly("a/b", "a");
        assertThat(TreePaths.above("a")).isEmpty();
    }
}
