package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;

/** Makes databases and backups as earlier versions of the tables have left them. */
final class EarlierVersion {
    private static final JsonMapper MAPPER = new JsonMapper();

    private EarlierVersion() {}

    /** Makes a database that was begun with version 1, and was last used under a version. */
    static void make(JdbcSettings settings, int version) throws Exception {
        settings.file().ifPresent(file -> new SqliteDialect(file, settings.clock(), settings.patience()).prepare());
        for (int i = 1; i <= version; i++) {
            flyway(settings, String.valueOf(i)).migrate();
            String name = "v" + i + ".sql";
            try (InputStream in = requireNonNull(EarlierVersion.class.getResourceAsStream(name), name)) {
                Tables.execute(settings, new String(in.readAllBytes(), UTF_8).split(";\n", -1));
            }
        }
    }

    /** Backs a database up that has the tables of a version. */
    static void backUp(JdbcSettings settings, int version, Path file) throws Exception {
        String created = "2026-03-01T12:00:00Z";
        List<BackupManifest.Table> tables = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : new BackupManifest(1, version, created, List.of(), List.of()).expectedTables()) {
                String columns = name.equals("claims") ? "project, token, 0 as attempt, 0 as lease_until" : "*";
                List<Map<String, Object>> rows = Tables.maps(settings, "select " + columns + " from " + name);
                StringBuilder text = new StringBuilder();
                for (Map<String, Object> row : rows) {
                    text.append(MAPPER.writeValueAsString(row)).append('\n');
                }
                byte[] bytes = text.toString().getBytes(UTF_8);
                tables.add(new BackupManifest.Table(name, rows.size(), bytes.length, sha256(bytes)));
                entry(zip, "tables/" + name + ".jsonl", bytes);
            }
            entry(zip, BackupManifest.ENTRY, new BackupManifest(1, version, created, tables, List.of()).encode());
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws Exception {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static String sha256(byte[] bytes) {
        MessageDigest digest = BackupDigest.sha256();
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    /** Returns the migrations up to one, or {@code latest}. */
    static Flyway flyway(JdbcSettings settings, String target) {
        return Flyway.configure()
                .dataSource(settings.url(), settings.user(), "")
                .table("schema_history")
                .locations("classpath:dev/pimainteno/jdbc/migrations")
                .target(target)
                .load();
    }
}
