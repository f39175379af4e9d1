package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
    @TempDir
    Path directory;

    private MaintainedShop shop;

    @BeforeEach
    void makeAProject() {
        shop = MaintainedShop.in(directory);
    }

    @Test
    void bringsEverythingToAnotherPlace() {
        RunId id = shop.delivered();
        String runs = shop.run("runs", "--json").out();
        String log = shop.run("log", id.value(), "--json").out();
        String diff = shop.run("diff", id.value()).out();

        Invocation backup = shop.run("backup", "b.zip");
        moveTo("elsewhere");
        Invocation restore = shop.run("restore", "b.zip");

        assertThat(backup.exitCode()).as(backup.err()).isZero();
        assertThat(backup.out())
                .matches(directory.resolve("b.zip") + ": 1 runs with \\d+ events and \\d+ texts, of \\S+Z\n");
        assertThat(restore.exitCode()).as(restore.err()).isZero();
        assertThat(restore.out()).startsWith("restored 1 runs with ");
        assertThat(directory.resolve("elsewhere/pimainteno.db")).exists();
        assertThat(shop.run("runs", "--json").out()).isEqualTo(runs);
        assertThat(shop.run("log", id.value(), "--json").out()).isEqualTo(log);
        assertThat(shop.run("diff", id.value()).out()).isEqualTo(diff).contains("+a small shop");
        assertThat(shop.run("run", "shop").exitCode()).isZero();
    }

    @Test
    void replacesNeitherAFileNorWhatIsRecorded() throws IOException {
        RunId id = shop.delivered();
        shop.run("backup", "b.zip");
        byte[] before = Files.readAllBytes(directory.resolve("b.zip"));

        Invocation backup = shop.run("backup", "b.zip");
        Invocation restore = shop.run("restore", "b.zip");

        assertThat(backup.exitCode()).isEqualTo(2);
        assertThat(backup.err())
                .startsWith("pimainteno: " + directory.resolve("b.zip") + " exists already: name another file\n");
        assertThat(directory.resolve("b.zip")).hasBinaryContent(before);
        assertThat(restore.exitCode()).isEqualTo(1);
        assertThat(restore.err())
                .contains("is not empty")
                .contains("Nothing was changed")
                .doesNotContain("\tat ");
        assertThat(shop.newest()).isEqualTo(id);
    }

    @Test
    void refusesADamagedBackup() throws IOException {
        shop.delivered();
        shop.run("backup", "b.zip");
        byte[] backup = Files.readAllBytes(directory.resolve("b.zip"));
        Files.write(directory.resolve("b.zip"), Arrays.copyOf(backup, backup.length / 2));
        moveTo("elsewhere");

        Invocation restore = shop.run("restore", "b.zip");

        assertThat(restore.exitCode()).isEqualTo(1);
        assertThat(restore.err())
                .startsWith("pimainteno: Cannot restore " + directory.resolve("b.zip") + " into ")
                .doesNotContain("\tat ");
        assertThat(shop.run("runs").out()).isEmpty();
    }

    @Test
    void saysThatThereIsNothing() {
        Invocation backup = shop.run("backup", "b.zip");
        Invocation restore = shop.run("restore", "b.zip");

        assertThat(backup.exitCode()).isEqualTo(1);
        assertThat(backup.err()).isEqualTo("pimainteno: nothing is recorded yet: there is no database to back up\n");
        assertThat(restore.exitCode()).isEqualTo(2);
        assertThat(restore.err()).startsWith("pimainteno: there is no file " + directory.resolve("b.zip") + "\n");
        assertThat(shop.state()).doesNotExist();
    }

    @Test
    void saysThatABackupCannotBeWritten() {
        shop.delivered();

        Invocation backup = shop.run("backup", "none/b.zip");

        assertThat(backup.exitCode()).isEqualTo(1);
        assertThat(backup.err()).startsWith("pimainteno: Cannot back up ").doesNotContain("\tat ");
    }

    private void moveTo(String state) {
        TestedCommand.in(directory).file("PiMainteno.toml", """
                [state]
                path = "%s"
                [llm]
                command = "codex/codex"
                api_key_env = "SCRIPTED_KEY"
                [[projects]]
                path = "shop"
                delivery = "commit"
                """.formatted(state));
    }
}
