package dev.pimainteno.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.project.ProjectId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileWatermarksTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectWatermark SEEN = new ProjectWatermark(
            "a".repeat(40),
            "b".repeat(40),
            "c".repeat(40),
            2,
            Map.of(
                    "summary", new Watermark("c".repeat(40), "f1", RunOutcome.NOTHING_TO_DO, "fresh enough"),
                    "improve", new Watermark("c".repeat(40), "f2", RunOutcome.DELIVERED, "Größe \"quoted\"\n\\")));

    @TempDir
    Path temporary;

    @Test
    void writesNothingToRead() {
        assertThat(watermarks().read(SHOP)).isEqualTo(ProjectWatermark.none());

        assertThat(directory()).doesNotExist();
    }

    @Test
    void writesNothingWhenNothingChanges() throws IOException {
        watermarks().write(SHOP, SEEN);
        FileTime longAgo = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file(), longAgo);

        watermarks().write(SHOP, SEEN);

        assertThat(Files.getLastModifiedTime(file())).isEqualTo(longAgo);
    }

    @Test
    void leavesOneFileForEachProject() throws IOException {
        Watermarks watermarks = watermarks();
        watermarks.write(SHOP, SEEN);
        watermarks.write(SHOP, ProjectWatermark.none());
        watermarks.write(ProjectId.of("blog"), SEEN);

        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files).containsExactlyInAnyOrder(file(), directory().resolve("blog.json"));
        }
    }

    @Test
    void writesIntoADirectoryBehindASymbolicLink() throws IOException {
        Path real = Files.createDirectory(temporary.resolve("real"));
        Files.createSymbolicLink(directory(), real);

        watermarks().write(SHOP, SEEN);

        assertThat(watermarks().read(SHOP)).isEqualTo(SEEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "42",
                "\0\0\0\0",
                "{\"version\":1}",
                "{\"version\":\"1\",\"project\":\"shop\",\"watermark\":null}",
                "{\"version\":1,\"project\":\"shop\",\"watermark\":null}",
                "{\"version\":1,\"project\":\"shop\",\"watermark\":{}}",
                "{\"version\":1,\"project\":\"shop\",\"watermark\":{\"localHead\":null,\"remoteHead\":\"\","
                        + "\"ownCodeId\":\"\",\"followUps\":0,\"tasks\":{}}}",
                "{\"version\":1,\"project\":\"shop\",\"watermark\":{\"localHead\":\"\",\"remoteHead\":\"\","
                        + "\"ownCodeId\":\"\",\"followUps\":0,\"tasks\":{\"improve\":null}}}",
                "{\"version\":1,\"project\":\"shop\",\"watermark\":{\"localHead\":\"\",\"remoteHead\":\"\","
                        + "\"ownCodeId\":\"\",\"followUps\":0,\"tasks\":null}}",
                "{\"version\":1,\"project\":\"blog\",\"watermark\":{\"localHead\":\"x\",\"remoteHead\":\"\","
                        + "\"ownCodeId\":\"\",\"followUps\":0,\"tasks\":{}}}",
                "{\"version\":2,\"project\":\"shop\",\"watermark\":{\"localHead\":\"x\",\"remoteHead\":\"\","
                        + "\"ownCodeId\":\"\",\"followUps\":0,\"tasks\":{}}}"
            })
    void takesAFileThatItCannotUseForNone(String content) throws IOException {
        Files.createDirectory(directory());
        Files.writeString(file(), content);

        String logged = loggedBy(() -> assertThat(watermarks().read(SHOP)).isEqualTo(ProjectWatermark.none()));

        assertThat(logged).contains("WARN").contains(file().toString());
    }

    @Test
    void takesEveryTornFileForNone() throws IOException {
        watermarks().write(SHOP, SEEN);
        byte[] whole = Files.readAllBytes(file());

        // The file ends in a line feed, which may be missing.
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));

            String logged = loggedBy(() -> assertThat(watermarks().read(SHOP)).isEqualTo(ProjectWatermark.none()));

            assertThat(logged.lines()).as("cut to %d bytes", length).hasSize(1);
        }
    }

    @Test
    void replacesAFileThatItCannotUse() throws IOException {
        Files.createDirectory(directory());
        Files.writeString(file(), "{");

        watermarks().write(SHOP, SEEN);

        assertThat(watermarks().read(SHOP)).isEqualTo(SEEN);
    }

    @Test
    void saysWhichFileItCannotWrite() throws IOException {
        Files.writeString(directory(), "a file where the directory must be");

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> watermarks().write(SHOP, SEEN))
                .withMessageContaining(file().toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.UNAVAILABLE));
    }

    @Test
    void worksForAThreadThatHasBeenInterrupted() {
        Thread.currentThread().interrupt();
        watermarks().write(SHOP, SEEN);
        ProjectWatermark found = watermarks().read(SHOP);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).isEqualTo(SEEN);
    }

    private Watermarks watermarks() {
        return Watermarks.inDirectory(directory());
    }

    private Path directory() {
        return temporary.resolve("watermarks");
    }

    private Path file() {
        return directory().resolve("shop.json");
    }

    private static String loggedBy(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
