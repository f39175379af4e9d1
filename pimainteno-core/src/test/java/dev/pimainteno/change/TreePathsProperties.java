package dev.pimainteno.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TreePathsProperties {
    private static final Path TREE = Path.of("/work/tree");

    @Property
    void aSafePathStaysInTheTreeAndOutOfGit(@ForAll("paths") String path) {
        if (TreePaths.problem(path).isPresent()) {
            return;
        }

        Path resolved = TREE.resolve(path);
        assertThat(resolved.normalize()).isEqualTo(resolved).startsWithRaw(TREE).isNotEqualTo(TREE);
        for (Path part : TREE.relativize(resolved)) {
            assertThat(part.toString().toLowerCase(Locale.ROOT)).isNotEqualTo(".git");
        }
    }

    @Property
    void aSafePathSurvivesUtf8(@ForAll("paths") String path) {
        if (TreePaths.problem(path).isPresent()) {
            return;
        }

        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(path);
    }

    @Property
    void nothingAroundAGitDirectoryMakesItSafe(
            @ForAll("honest") String above, @ForAll("gitDirectories") String git, @ForAll("honest") String below) {
        assertThat(TreePaths.problem(git)).isPresent();
        assertThat(TreePaths.problem(above + "/" + git)).isPresent();
        assertThat(TreePaths.problem(git + "/" + below)).isPresent();
        assertThat(TreePaths.problem(above + "/" + git + "/" + below)).isPresent();
    }

    @Property
    void honestPartsMakeAnHonestPath(@ForAll("honest") String first, @ForAll("honest") String second) {
        assertThat(TreePaths.problem(first + "/" + second)).isEmpty();
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> piece = Arbitraries.of(
                "a", "b", ".", "..", "/", "\\", ":", " ", ".git", "git~1", "git", "~", "1", "\u200c", "\ufeff", "ä",
                "\n", "\0", "\ud800", "C:", "$");
        return piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> honest() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('_', '-')
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    /** Spellings of {@code .git} with ignorable characters strewn in, any case, and an end that NTFS drops. */
    @Provide
    Arbitrary<String> gitDirectories() {
        Arbitrary<List<String>> letters = Arbitraries.of("", "\u200c", "\u200d", "\ufeff", "\u202e")
                .list()
                .ofSize(5);
        Arbitrary<String> end = Arbitraries.of("", ".", " ", ". .", "::$INDEX_ALLOCATION", ".:x");
        Arbitrary<String> name = Arbitraries.of(".git", ".GIT", ".gIt", ".Git");
        return Combinators.combine(letters, name, end).as((strewn, git, dropped) -> {
            StringBuilder spelled = new StringBuilder(strewn.get(4));
            for (int i = 0; i < git.length(); i++) {
                spelled.append(git.charAt(i)).append(strewn.get(i));
            }
            return spelled + dropped;
        });
    }
}
