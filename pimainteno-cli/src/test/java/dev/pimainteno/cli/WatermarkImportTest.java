package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.Watermark;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarkImportTest {
    private static final ProjectId SHOP = new ProjectId("shop");
    private static final ProjectId BLOG = new ProjectId("blog");

    @TempDir
    Path state;

    private final Watermarks target = Watermarks.inMemory();
    private Watermarks files;

    @BeforeEach
    void keepWatermarksInFiles() {
        files = Watermarks.inDirectory(state.resolve("watermarks"));
    }

    @Test
    void takesOverWhatWasKeptInFilesAndLeavesThem() throws IOException {
        files.write(SHOP, watermark("1"));
        files.write(BLOG, watermark("2"));
        byte[] before = Files.readAllBytes(state.resolve("watermarks/shop.json"));

        WatermarkImport.from(state).into(target);

        assertThat(target.read(SHOP)).isEqualTo(watermark("1"));
        assertThat(target.read(BLOG)).isEqualTo(watermark("2"));
        assertThat(state.resolve("watermarks/shop.json")).hasBinaryContent(before);
    }

    @Test
    void keepsWhatIsNewerThanTheFiles() {
        files.write(SHOP, watermark("1"));
        target.write(SHOP, watermark("2"));

        WatermarkImport.from(state).into(target);

        assertThat(target.read(SHOP)).isEqualTo(watermark("2"));
    }

    @Test
    void isDoneOnce() {
        files.write(SHOP, watermark("1"));
        WatermarkImport.from(state).into(target);
        Watermarks emptied = Watermarks.inMemory();

        WatermarkImport.from(state).into(emptied);

        assertThat(emptied.read(SHOP)).isEqualTo(ProjectWatermark.none());
    }

    @Test
    void passesOverWhatIsNoWatermark() throws IOException {
        files.write(SHOP, watermark("1"));
        Files.writeString(state.resolve("watermarks/blog.json"), "{");
        Files.writeString(state.resolve("watermarks/.x.json"), "{");

        WatermarkImport.from(state).into(target);

        assertThat(target.read(SHOP)).isEqualTo(watermark("1"));
        assertThat(target.read(BLOG)).isEqualTo(ProjectWatermark.none());
    }

    @Test
    void writesNothingWhereThereWereNone() {
        WatermarkImport.from(state).into(target);

        assertThat(state).isEmptyDirectory();
    }

    private static ProjectWatermark watermark(String codeId) {
        return new ProjectWatermark(
                "head", "", "", 0, Map.of("improve", new Watermark(codeId, "f", RunOutcome.NOTHING_TO_DO, "")));
    }
}
