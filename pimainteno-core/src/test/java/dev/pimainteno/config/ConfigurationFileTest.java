package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.config.ConfigurationException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("PiMainteno.toml");
    }

    @Test
    void readsAFile() throws IOException {
        Files.writeString(file, Texts.PROJECT);

        assertThat(Configuration.load(file, Texts.ENVIRONMENT).projects()).hasSize(1);
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() throws IOException {
        Files.writeString(file, "\ufeff" + Texts.PROJECT);

        assertThat(Configuration.load(file, Texts.ENVIRONMENT).projects()).hasSize(1);
    }

    @Test
    void resolvesPathsAgainstTheDirectoryOfTheFile() throws IOException {
        Files.writeString(file, "[[projects]]\npath = \"sub/shop\"\n");

        assertThat(Configuration.load(file, Texts.ENVIRONMENT).projects().get(0).path())
                .isEqualTo(directory.resolve("sub/shop"));
    }

    @Test
    void refusesAMissingFile() {
        refuses(Reason.NOT_FOUND, file + ": no such file; write one there or name another with --config");
    }

    @Test
    void refusesAnEmptyFileWithASmallestOneThatLoads() throws IOException {
        Files.writeString(file, "");

        refuses(
                Reason.INVALID,
                file + ": no projects; the smallest configuration is\n    [[projects]]\n    path = \"/srv/shop\"");
        assertThat(Texts.read(ProjectList.SMALLEST).projects()).hasSize(1);
    }

    @Test
    void refusesADirectory() throws IOException {
        Files.createDirectory(file);

        refuses(Reason.UNREADABLE, file + ": is a directory; expected a file such as PiMainteno.toml in it");
    }

    @Test
    void refusesADevice() {
        file = Path.of("/dev/null");

        refuses(Reason.UNREADABLE, "/dev/null: is neither a file nor a link to one; expected a text file");
    }

    @Test
    void refusesALinkToNothing() throws IOException {
        Files.createSymbolicLink(file, directory.resolve("gone"));

        refuses(Reason.UNREADABLE, file + ": is a link to nothing; expected a file or a link to one");
    }

    @Test
    void refusesAFileThatThisUserMayNotRead() throws IOException {
        Files.writeString(file, Texts.PROJECT);
        ConfigurationFile denied = new ConfigurationFile(ConfigurationSource.of(file), opened -> {
            throw new AccessDeniedException(opened.toString());
        });

        refuses(Reason.UNREADABLE, file + ": this user may not read it; expected read permission", denied::text);
    }

    @Test
    void refusesAFileOnABrokenDisk() throws IOException {
        Files.writeString(file, Texts.PROJECT);
        ConfigurationFile broken = new ConfigurationFile(ConfigurationSource.of(file), opened -> {
            throw new IOException("Input/output error");
        });

        refuses(Reason.UNREADABLE, file + ": cannot be read: java.io.IOException: Input/output error", broken::text);
    }

    @Test
    void refusesTextThatIsNotUtf8AtItsLine() throws IOException {
        Files.write(file, "# fine\n# also f\u00efne\n".getBytes(StandardCharsets.ISO_8859_1));

        refuses(Reason.UNREADABLE, file + ":2: byte 0xef is not UTF-8; save the file as UTF-8");
    }

    @Test
    void refusesTextThatEndsWithinACharacter() throws IOException {
        Files.write(file, new byte[] {'#', '\n', '#', (byte) 0xc3});

        refuses(Reason.UNREADABLE, file + ":2: byte 0xc3 is not UTF-8; save the file as UTF-8");
    }

    @Test
    void readsAFileOfExactlyOneMebibyte() throws IOException {
        String padding = "#".repeat(ConfigurationFile.MOST_BYTES - Texts.PROJECT.length());
        Files.writeString(file, Texts.PROJECT + padding);

        assertThat(Configuration.load(file, Texts.ENVIRONMENT).projects()).hasSize(1);
    }

    @Test
    void refusesAFileOverOneMebibyte() throws IOException {
        Files.writeString(file, "#".repeat(ConfigurationFile.MOST_BYTES + 1));

        refuses(Reason.UNREADABLE, file + ": is over 1 MiB; expected a configuration");
    }

    @Test
    void refusesMoreLinesThanAnyConfigurationHas() throws IOException {
        Files.writeString(file, "=\n".repeat(ConfigurationReader.MOST_LINES + 1));

        refuses(Reason.INVALID, file + ": has over 10000 lines; expected a configuration");
    }

    private void refuses(Reason reason, String problem) {
        refuses(reason, problem, () -> Configuration.load(file, Texts.ENVIRONMENT));
    }

    private static void refuses(Reason reason, String problem, ThrowingCallable reading) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(reading)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e ->
                        assertThat(e.problems()).extracting(Problem::toString).containsExactly(problem));
    }
}
