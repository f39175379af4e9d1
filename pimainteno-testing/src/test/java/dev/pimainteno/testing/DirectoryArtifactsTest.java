package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.project.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactsTest extends ArtifactsContract {
    private static final RunId RUN = new RunId("20260301-120000-000001");
    private static final ArtifactName PROMPT = new ArtifactName("prompt-1.txt");
    private static final int MAX_BYTES = 1_000;

    @TempDir
    Path directory;

    @Override
    protected Artifacts open() {
        return Artifacts.inDirectory(directory.resolve("artifacts"), MAX_BYTES);
    }

    @Override
    protected int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }

    @Test
    void passesOverWhatIsNoRuns() throws Exception {
        Artifacts artifacts = open();
        artifacts.keep(RUN, PROMPT, "a");
        Files.createDirectory(directory.resolve("artifacts/lost+found"));

        assertThat(artifacts.runs()).containsExactly(RUN);
    }

    @Test
    void letsNobodyElseIn() throws Exception {
        open().keep(RUN, PROMPT, "a");

        for (Path entered : new Path[] {directory.resolve("artifacts"), directory.resolve("artifacts/" + RUN)}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entered)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void makesNoDirectoryForLooking() {
        open().runs();
        open().names(RUN);
        open().remove(RUN);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysWhichFileCannotBeWritten() throws Exception {
        Path inTheWay = Files.createFile(directory.resolve("artifacts"));

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> open().keep(RUN, PROMPT, "a"))
                .withMessageContaining(
                        inTheWay.resolve(RUN.value()).resolve(PROMPT.value()).toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.UNAVAILABLE));
    }

    @Test
    void refusesToKeepNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Artifacts.inDirectory(directory, 0));
    }
}
