package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The manual page of the installation is part of the sources; {@code -Dpimainteno.manual=write} writes it anew. */
class ManualPageTest {
    private static final Path PAGE =
            Path.of("src/main/dist/share/man/man1/pimainteno.1").toAbsolutePath();

    @Test
    void saysWhatTheCommandLineSays() throws IOException {
        String page = ManualPage.of(Pimainteno.in(Surroundings.ofProcess()).model());
        if ("write".equals(System.getProperty("pimainteno.manual"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("the manual page is out of date: build once with -Dpimainteno.manual=write")
                .hasContent(page);
    }

    @Test
    void isUnderstoodWithoutAWarning() throws InterruptedException {
        require("man");

        ProcessResult man = run("man", "--warnings", "-E", "UTF-8", "-l", PAGE.toString());

        assertThat(man.errors()).isEmpty();
        assertThat(man.succeeded()).isTrue();
        assertThat(man.output().replaceAll(".\b", ""))
                .contains("pimainteno - maintain Git projects", "cache clear", "--dry-run", "~/.local/state")
                .contains("pimainteno run --json | jq -r '.project + \" \" + .outcome'");
    }

    private static void require(String program) {
        boolean present = Files.isExecutable(Path.of("/usr/bin", program));
        if (!present && Boolean.getBoolean("pimainteno.real")) {
            fail("no " + program + " in /usr/bin");
        }
        Assumptions.assumeTrue(present, "no " + program + " in /usr/bin");
    }

    private static ProcessResult run(String... argv) throws InterruptedException {
        return ProcessRunner.create()
                .run(ProcessRequest.of(Command.of(argv), Path.of("/"))
                        .environment(Map.of("PATH", "/usr/bin:/bin", "MANWIDTH", "100", "LC_ALL", "C.UTF-8"))
                        .build());
    }
}
