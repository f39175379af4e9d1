package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.project.RunId;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;

/** Writes what one transaction sees, and the artifacts of its runs, into a file that is not there before it is whole. */
final class BackupWriter {
    private static final int FETCHED_ROWS = 500;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Handle handle;
    private final Artifacts artifacts;

    BackupWriter(Handle handle, Artifacts artifacts) {
        this.handle = handle;
        this.artifacts = artifacts;
    }

    /**
     * Writes a backup.
     *
     * @param file must not exist
     */
    BackupSummary write(Path file, Instant now) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new IOException("the file exists already; name another");
        }
        Path directory = Optional.ofNullable(target.getParent()).orElse(target);
        Path temporary = Files.createTempFile(directory, ".backup-", ".tmp");
        try {
            BackupManifest manifest = fill(temporary, now);
            // Unlike a move, a link fails if somebody has made the file meanwhile.
            Files.createLink(target, temporary);
            Files.delete(temporary);
            force(directory);
            return manifest.summary();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private BackupManifest fill(Path temporary, Instant now) throws IOException {
        try (FileOutputStream out = new FileOutputStream(temporary.toFile());
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
            List<BackupManifest.Table> tables = new ArrayList<>();
            for (String table : BackupManifest.TABLES) {
                tables.add(table(zip, table));
            }
            BackupManifest manifest =
                    new BackupManifest(BackupManifest.FORMAT, Schema.VERSION, now.toString(), tables, artifacts(zip));
            Digested entry = new Digested(zip, BackupManifest.ENTRY);
            entry.write(manifest.encode());
            entry.end();
            zip.finish();
            zip.flush();
            out.getFD().sync();
            return manifest;
        }
    }

    private BackupManifest.Table table(ZipOutputStream zip, String table) throws IOException {
        Digested entry = new Digested(zip, "tables/" + table + ".jsonl");
        // Who holds a project now will not hold it when this is restored, but the tokens go on from here.
        String columns = table.equals("claims") ? "project, token, 0 as attempt, 0 as lease_until" : "*";
        long rows;
        try {
            rows = handle.createQuery("select " + columns + " from " + table + " order by 1, 2")
                    .setFetchSize(FETCHED_ROWS)
                    .scanResultSet((results, context) -> write(results.get(), entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new BackupManifest.Table(table, rows, entry.bytes, entry.end());
    }

    private static long write(ResultSet rows, OutputStream out) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        long count = 0;
        try {
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    Object value = rows.getObject(column);
                    if (value != null) {
                        row.put(columns.getColumnLabel(column), value);
                    }
                }
                out.write(MAPPER.writeValueAsBytes(row));
                out.write('\n');
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<BackupManifest.Text> artifacts(ZipOutputStream zip) throws IOException {
        List<BackupManifest.Text> texts = new ArrayList<>();
        for (RunId run : artifacts.runs()) {
            boolean known = handle.createQuery("select count(*) from runs where id = :run")
                            .bind("run", run.value())
                            .mapTo(int.class)
                            .one()
                    == 1;
            for (ArtifactName name : known ? artifacts.names(run) : List.<ArtifactName>of()) {
                Optional<String> text = artifacts.read(run, name);
                if (text.isPresent()) { // It is not, when it is removed just now.
                    texts.add(text(zip, run, name, text.get().getBytes(UTF_8)));
                }
            }
        }
        return texts;
    }

    private static BackupManifest.Text text(ZipOutputStream zip, RunId run, ArtifactName name, byte[] bytes)
            throws IOException {
        Digested entry = new Digested(zip, "artifacts/" + run + "/" + name);
        entry.write(bytes);
        return new BackupManifest.Text(run.value(), name.value(), bytes.length, entry.end());
    }

    /** Makes the name in a directory survive a power failure. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** One entry of a ZIP file, with its size and digest. */
    private static final class Digested extends FilterOutputStream {
        private final ZipOutputStream zip;
        private final MessageDigest digest;
        private long bytes;

        Digested(ZipOutputStream zip, String entry) throws IOException {
            this(zip, BackupDigest.sha256());
            zip.putNextEntry(new ZipEntry(entry));
        }

        private Digested(ZipOutputStream zip, MessageDigest digest) {
            super(new DigestOutputStream(zip, digest));
            this.zip = zip;
            this.digest = digest;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) throws IOException {
            out.write(b, offset, length);
            bytes += length;
        }

        /** Ends the entry, not the file, and returns the digest in hex. */
        String end() throws IOException {
            zip.closeEntry();
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
