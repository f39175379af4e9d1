package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcSettingsTest {
    private static final JdbcSettings SERVER =
            JdbcSettings.postgresql("jdbc:postgresql://db.example/p?ssl=true", "fleet");

    @TempDir
    Path directory;

    @Test
    void takesThePasswordFromTheFirstLineOfAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "s3cret\n# of the fleet\n");

        assertThat(SERVER.withPasswordFile(file).password()).isEqualTo("s3cret");
    }

    @Test
    void takesThePasswordFromTheEnvironment() {
        assertThat(SERVER.withPasswordVariable("DB_PASSWORD")
                        .password(name -> "DB_PASSWORD".equals(name) ? "s3cret" : null))
                .isEqualTo("s3cret");
    }

    @Test
    void saysWhereThePasswordIsMissing() {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> SERVER.withPasswordVariable("DB_PASSWORD").password(name -> null))
                .withMessageContaining("DB_PASSWORD");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(
                        () -> SERVER.withPasswordFile(directory.resolve("none")).password())
                .withMessageContaining(directory.resolve("none").toString());
    }

    @Test
    void refusesAPasswordInTheUrlWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcSettings.postgresql("jdbc:postgresql://h/d?user=a&password=s3cret", "fleet"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcSettings.postgresql("jdbc:mysql://h/d", "fleet"));
    }

    @Test
    void showsThePlaceAndTheUserOnly() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "s3cret");

        assertThat(SERVER.withPasswordFile(file)).hasToString("jdbc:postgresql://db.example/p as fleet");
        assertThat(JdbcSettings.sqlite(directory.resolve("a.db")))
                .hasToString(directory.resolve("a.db").toString());
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatIllegalArgumentException().isThrownBy(() -> SERVER.withPoolSize(1));
        assertThatIllegalArgumentException().isThrownBy(() -> SERVER.withPoolSize(101));
        assertThatIllegalArgumentException().isThrownBy(() -> SERVER.withPatience(Duration.ZERO));
    }
}
