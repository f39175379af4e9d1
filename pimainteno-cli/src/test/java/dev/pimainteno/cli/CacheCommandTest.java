package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.config.CacheSettings.Store;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheCommandTest {
    @TempDir
    Path directory;

    private TestedCommand command;

    @BeforeEach
    void makeAProject() {
        TemporaryRepository shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\n"));
        ScriptedCodex codex = ScriptedCodex.answering(directory.resolve("codex"), "# shop\n\nA shop.\n");
        command = TestedCommand.in(directory)
                .file(
                        "PiMainteno.toml",
                        "[state]\npath = \"state\"\n" + codex.configuration() + "[[projects]]\npath = \"shop\"\n");
    }

    @Test
    void countsWhatARunHasLeftAndForgetsIt() throws IOException {
        assertThat(command.run("--one-shot").exitCode()).isZero();

        JsonNode stats = stats();
        assertThat(stats.fieldNames())
                .toIterable()
                .containsExactly(
                        "store", "directory", "bytes_on_disk", "max_bytes", "entries", "value_bytes", "namespaces");
        long entries = stats.get("entries").asLong();
        assertThat(entries).isPositive();
        assertThat(stats.get("value_bytes").asLong()).isPositive();
        assertThat(stats.get("bytes_on_disk").asLong()).isPositive();
        assertThat(stats.get("max_bytes").asLong()).isEqualTo(256L << 20);
        assertThat(stats.get("namespaces"))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.fieldNames()).toIterable().containsExactly("entries", "bytes"));

        Invocation clear = command.run("cache", "clear");

        assertThat(clear.exitCode()).isZero();
        assertThat(clear.out())
                .startsWith("Removed " + entries + (entries == 1 ? " entry, of " : " entries, of "))
                .contains(", from " + directory.resolve("state/"));
        assertThat(stats().get("entries").asLong()).isZero();
        assertThat(directory.resolve("state/pimainteno.db")).isNotEmptyFile();
    }

    @Test
    void showsPeopleWhatIsKept() {
        command.run("--one-shot");

        Invocation stats = command.run("cache", "stats");

        assertThat(stats.exitCode()).isZero();
        assertThat(stats.err()).isEmpty();
        assertThat(stats.out())
                .containsPattern("(?m)^store      \\S+$")
                .containsPattern("(?m)^directory  /\\S+$")
                .containsPattern("(?m)^on disk    [0-9.]+ (bytes|KiB|MiB) of 256\\.0 MiB$")
                .containsPattern("(?m)^entries    [1-9][0-9]*, of [0-9.]+ (bytes|KiB)$");
    }

    @Test
    void makesNoCacheToLookAt() throws IOException {
        assertThat(stats().get("entries").asLong()).isZero();
        assertThat(command.run("cache", "clear"))
                .isEqualTo(new Invocation(
                        0, "There is nothing to remove: no " + directory.resolve("state/cache") + "\n", ""));
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void looksAtACacheThatAnotherProcessHasAndLeavesItThere() throws IOException {
        command.run("--one-shot");
        try (StoredCache other = AnswerStore.openAlone(settings(Store.ROCKSDB))) {
            long entries = other.usage().entries();

            assertThat(stats().get("entries").asLong()).isEqualTo(entries).isPositive();
            Invocation clear = command.run("cache", "clear");

            assertThat(clear.exitCode()).isEqualTo(1);
            assertThat(clear.out()).isEmpty();
            assertThat(clear.err()).startsWith("pimainteno: ").contains("is using it");
            assertThat(other.usage().entries()).isEqualTo(entries);
        }
    }

    @Test
    void looksWithoutWritingAnything() throws IOException {
        command.run("--one-shot");
        Map<Path, FileTime> before = files();

        stats();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void leavesADamagedCacheWhereItIs() throws IOException {
        command.run("--one-shot");
        Path current = directory.resolve("state/cache/rocksdb/store/CURRENT");
        Files.writeString(current, "damage");

        Invocation stats = command.run("cache", "stats");

        assertThat(stats.exitCode()).isEqualTo(1);
        assertThat(stats.err()).startsWith("pimainteno: Cannot open the cache in ");
        assertThat(current).hasContent("damage");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void forgetsTheAnswersOfBothKinds(Store configured) throws IOException {
        for (Store store : Store.values()) {
            try (StoredCache cache = AnswerStore.openAlone(settings(store))) {
                cache.put(new CacheKey("answers", "abc"), new byte[] {1});
            }
        }
        String word = configured.name().toLowerCase(Locale.ROOT);
        command.file(
                "PiMainteno.toml",
                "[state]\npath = \"state\"\n[cache]\nstore = \"" + word + "\"\n[[projects]]\npath = \"shop\"\n");

        Invocation clear = command.run("cache", "clear");

        assertThat(clear.exitCode()).as(clear.err()).isZero();
        assertThat(clear.out().lines())
                .containsExactly(
                        "Removed 1 entry, of 1 byte, from " + directory.resolve("state/cache/files"),
                        "Removed 1 entry, of 1 byte, from " + directory.resolve("state/cache/rocksdb"));
        for (Store store : Store.values()) {
            try (StoredCache cache = AnswerStore.openAlone(settings(store))) {
                assertThat(cache.usage().entries()).isZero();
            }
        }
    }

    @Test
    void saysThatTheCacheCannotBeOpened() throws IOException {
        Files.createDirectory(directory.resolve("state"));
        Files.writeString(directory.resolve("state/cache"), "a file");

        for (String what : new String[] {"stats", "clear"}) {
            Invocation refused = command.run("cache", what);

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).startsWith("pimainteno: ").contains(directory.resolve("state/cache") + "");
            assertThat(directory.resolve("state/cache")).hasContent("a file");
        }
    }

    @Test
    void wantsToBeToldWhatToDo() {
        assertThat(command.run("cache")).isEqualTo(new Invocation(2, "", """
                        pimainteno: say what to do with the cache: stats or clear
                        Try 'pimainteno cache --help'.
                        """));
        assertThat(command.run("cache", "burn").exitCode()).isEqualTo(2);
        assertThat(TestedCommand.in(directory.resolve("shop"))
                        .run("cache", "stats")
                        .exitCode())
                .isEqualTo(2);
    }

    private CacheSettings settings(Store store) {
        return new CacheSettings(directory.resolve("state/cache"), store, 256L << 20);
    }

    private Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("state/cache/rocksdb/store"))) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private JsonNode stats() throws IOException {
        Invocation stats = command.run("cache", "stats", "--json");
        assertThat(stats.exitCode()).as(stats.err()).isZero();
        assertThat(stats.err()).isEmpty();
        assertThat(stats.out().lines()).hasSize(1);
        return JsonMapper.builder().build().readTree(stats.out());
    }
}
