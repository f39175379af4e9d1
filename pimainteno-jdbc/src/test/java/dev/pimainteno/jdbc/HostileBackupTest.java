package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalException.Reason;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.review.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that were damaged, or made by somebody who means harm. */
class HostileBackupTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TEXT = "artifacts/" + run(1) + "/prompt-1.txt";

    private final OpenStores stores = new OpenStores();
    private final Artifacts artifacts = Artifacts.inMemory(100);
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcStore empty;

    @BeforeEach
    void backUp() throws IOException {
        file = directory.resolve("backup.zip");
        JdbcStore store = stores.open(JdbcSettings.sqlite(directory.resolve("old.db")));
        new SampleRuns(store.journal()).whole(1, AT);
        for (String words : List.of("Add a cache", "Drop the cache")) {
            store.rejections().remember(new Rejection(SHOP, words, run(1), words, "no", AT));
            store.learnings().keep(Learning.of(Optional.of(SHOP), words, "", AT, Duration.ofDays(9)));
        }
        artifacts.keep(run(1), new ArtifactName("prompt-1.txt"), "a prompt");
        store.backup(file, artifacts);
        empty = stores.open(JdbcSettings.sqlite(directory.resolve("new.db")));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Test
    void isRestoredAsItIs() throws IOException {
        rewrite();

        assertThat(empty.restore(file, Artifacts.inMemory(100)).runs()).isEqualTo(1);
    }

    @Test
    void isRefusedWhereverItIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + length / 10) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("", Reason.DAMAGED);
        }
    }

    @Test
    void isRefusedOrWholeWhereverABitIsFlipped() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            try (BackupReader reader = BackupReader.open(file)) {
                // A bit of a time stamp, for example: what was read has its digest.
                assertThat(reader.manifest().summary().runs()).isEqualTo(1);
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void isRefusedIfItIsNoBackup() throws IOException {
        Files.writeString(file, "hello");
        assertRefused("zip", Reason.DAMAGED);

        entries.remove("manifest.json");
        rewrite();
        assertRefused("manifest.json", Reason.DAMAGED);

        Files.delete(file);
        assertRefused(file.toString(), Reason.UNAVAILABLE);
    }

    @Test
    void isRefusedIfANewerVersionHasMadeIt() throws IOException {
        manifest(manifest -> manifest.put("format", 2));
        assertRefused("use the newer program", Reason.DAMAGED);

        manifest(manifest -> manifest.put("format", 1).put("schema", 1_000));
        assertRefused("use the newer program", Reason.DAMAGED);
    }

    @Test
    void isRefusedIfItHoldsAnythingElse() throws IOException {
        for (String name :
                new String[] {"../evil", "/etc/evil", "artifacts/../../evil", "tables/other.jsonl", "evil/"}) {
            entries.put(name, new byte[0]);
            rewrite();

            assertRefused("does not belong there: '" + name + "'", Reason.DAMAGED);

            entries.remove(name);
        }
    }

    @Test
    void isRefusedIfItsManifestNamesAFileElsewhere() throws IOException {
        byte[] text = entries.remove(TEXT);
        for (String[] name : new String[][] {
            {"../../x", "prompt-1.txt"}, {run(1).value(), "../../../evil"}, {run(1).value(), "/evil"}
        }) {
            String entry = "artifacts/" + name[0] + "/" + name[1];
            entries.put(entry, text);
            manifest(manifest -> ((ObjectNode) manifest.withArray("artifacts").get(0))
                    .put("run", name[0])
                    .put("name", name[1]));

            assertRefused("not the name of a", Reason.DAMAGED);

            entries.remove(entry);
        }
    }

    @Test
    void isRefusedIfItWouldFillTheDisk() throws Exception {
        byte[] zeros = new byte[80 << 20];
        entries.put(TEXT, zeros);
        manifest(manifest -> ((ObjectNode) manifest.withArray("artifacts").get(0))
                .put("bytes", zeros.length)
                .put("sha256", sha256(zeros)));
        assertRefused("too much", Reason.DAMAGED);

        manifest(manifest -> ((ObjectNode) manifest.withArray("artifacts").get(0)).put("bytes", 100));
        assertRefused("longer than it should be", Reason.DAMAGED);
    }

    @Test
    void isRefusedIfATextIsNotTheOneThatWasBackedUp() throws IOException {
        entries.put(TEXT, "a Prompt".getBytes(UTF_8));
        rewrite();

        assertRefused(TEXT + " is damaged: its digest differs", Reason.DAMAGED);
    }

    @Test
    void isRefusedIfRowsAreMissing() throws IOException {
        for (String name : List.of("run_events", "rejections", "learnings")) {
            byte[] whole = entries.getOrDefault("tables/" + name + ".jsonl", new byte[0]);
            table(name, text -> text.substring(0, text.indexOf('\n') + 1), false);

            assertRefused("tables/" + name + ".jsonl has 1 rows", Reason.DAMAGED);

            table(name, text -> new String(whole, UTF_8), false);
        }
    }

    @Test
    void isRefusedIfEventsDoNotAddUp() throws IOException {
        table("runs", text -> text.replace("\"change_state\":\"DELIVERED\"", "\"change_state\":\"HELD\""), false);

        assertRefused("do not add up", Reason.DAMAGED);
    }

    @Test
    void isRefusedIfItNamesOtherColumns() throws IOException {
        table("watermarks", text -> "{\"project) values ('x'); drop table runs; --\":\"x\"}\n", true);

        assertRefused("unknown column", Reason.DAMAGED);
    }

    @Test
    void isRefusedIfAValueIsOfAnotherType() throws IOException {
        table("runs", text -> text.replace("\"questions\":2", "\"questions\":\"2\""), false);

        assertRefused("'questions' in it is not of its type", Reason.DAMAGED);
    }

    /** Changes a table, with a digest that fits. */
    private void table(String name, UnaryOperator<String> change, boolean oneRow) throws IOException {
        String entry = "tables/" + name + ".jsonl";
        byte[] before = entries.getOrDefault(entry, new byte[0]);
        byte[] after = change.apply(new String(before, UTF_8)).getBytes(UTF_8);
        assertThat(after).isNotEqualTo(before);
        entries.put(entry, after);
        manifest(manifest -> manifest.withArray("tables").forEach(table -> {
            if (table.path("name").asText().equals(name)) {
                ((ObjectNode) table).put("bytes", after.length).put("sha256", sha256(after));
                if (oneRow) {
                    ((ObjectNode) table).put("rows", 1);
                }
            }
        }));
    }

    private void manifest(Consumer<ObjectNode> change) throws IOException {
        ObjectNode manifest = (ObjectNode) MAPPER.readTree(entries.get("manifest.json"));
        assertThat(manifest.path("artifacts")).isInstanceOf(ArrayNode.class);
        change.accept(manifest);
        entries.put("manifest.json", MAPPER.writeValueAsBytes(manifest));
        rewrite();
    }

    private void rewrite() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private void assertRefused(String words, Reason reason) {
        Artifacts restored = Artifacts.inMemory(100);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> empty.restore(file, restored))
                .withMessageContaining(file.toString())
                .withMessageContaining(words)
                .withMessageContaining("Nothing was changed")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(empty.history().runs(RunQuery.newest(10))).isEmpty();
        assertThat(restored.runs()).isEmpty();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
