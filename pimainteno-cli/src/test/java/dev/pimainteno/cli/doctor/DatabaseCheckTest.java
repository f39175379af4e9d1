package dev.pimainteno.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.doctor.Diagnosis.Level;
import dev.pimainteno.jdbc.JdbcSettings;
import dev.pimainteno.jdbc.JdbcStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameAFile() {
        file = directory.resolve("state/pimainteno.db");
    }

    @Test
    void isContentWithAFileThatIsStillToBeMadeAndMakesNone() {
        Diagnosis diagnosis = examine();

        assertThat(diagnosis.found()).isEqualTo(file + ", SQLite, nothing recorded yet");
        assertThat(diagnosis.level()).isEqualTo(Level.OK);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void tellsTheVersionOfTheTables() {
        JdbcStore.open(file).close();

        Diagnosis diagnosis = examine();

        assertThat(diagnosis.found()).containsPattern("SQLite 3[.0-9]+, tables of version [0-9]+$");
        assertThat(diagnosis.level()).as(diagnosis.found()).isEqualTo(Level.OK);
        assertThat(Objects.requireNonNull(file.getParent()).toFile().list())
                .doesNotContain("pimainteno.db-wal", "pimainteno.db-shm");
    }

    @Test
    void warnsOfAFileThatOthersMayRead() throws Exception {
        JdbcStore.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(examine().level()).isEqualTo(Level.WARNING);
        assertThat(examine().remedy()).isEqualTo("chmod go-rwx " + file);
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "Dear diary, ".repeat(1_000));

        assertThat(examine().level()).isEqualTo(Level.FAILURE);
        assertThat(examine().found()).contains(file.toString(), "no database");
        assertThat(examine().remedy()).contains("name another one");
    }

    @Test
    void saysThatAServerDoesNotAnswer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/fleet";

        Diagnosis diagnosis = new DatabaseCheck(
                        JdbcSettings.postgresql(url, "fleet").withPatience(Duration.ofSeconds(1)), Optional.empty())
                .examine();

        assertThat(diagnosis.level()).isEqualTo(Level.FAILURE);
        assertThat(diagnosis.found()).contains(url);
        assertThat(diagnosis.remedy()).contains("start the server").contains("database_user");
    }

    private Diagnosis examine() {
        return new DatabaseCheck(JdbcSettings.sqlite(file), Optional.of(file)).examine();
    }
}
