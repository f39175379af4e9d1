package dev.pimainteno.samples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's example is the program of this sample, which the build compiles and the other test runs. */
class ReadmeTest {
    private static final String PROGRAM =
            "samples/embedded-host/src/main/java/dev/pimainteno/samples/host/EmbeddedHost.java";
    private static final String MARKER = "<!-- " + PROGRAM + " -->";
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..");

    @Test
    void showsTheProgramLineByLine() throws IOException {
        List<String> program = Files.readAllLines(ROOT.resolve(PROGRAM));
        int begin = program.indexOf("    // README begin");
        int end = program.indexOf("    // README end");
        assertThat(begin).isNotNegative().isLessThan(end);

        assertThat(example())
                .isEqualTo(program.subList(begin + 1, end).stream()
                        .collect(Collectors.joining("\n"))
                        .stripIndent());
    }

    /** Returns the fenced block directly below the marker. */
    private static String example() throws IOException {
        List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));
        assertThat(readme).as("README.md").containsOnlyOnce(MARKER);
        int fence = readme.indexOf(MARKER) + 1;
        assertThat(readme.get(fence)).as("the line below the marker").isEqualTo("```java");
        List<String> below = readme.subList(fence + 1, readme.size());
        int end = below.indexOf("```");
        assertThat(end).as("the end of the block").isPositive();
        return String.join("\n", below.subList(0, end));
    }
}
