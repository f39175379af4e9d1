package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.project.RunId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a backup that anybody may have made: nothing in it names a file of this machine, and no more is unpacked than its
 * manifest says and its size makes likely.
 */
final class BackupReader implements AutoCloseable {
    private static final long LONGEST_MANIFEST = 256L << 20;
    private static final long LONGEST_TEXT = 64L << 20;
    /** JSON of journals shrinks to a twentieth; nothing shrinks to less than a thousandth. */
    private static final long MOST_UNPACKED = 200;

    private static final long ALWAYS_UNPACKED = 64L << 20;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    private final ZipFile zip;
    private final BackupManifest manifest;

    /** Takes one row of a table. */
    @FunctionalInterface
    interface RowConsumer {
        void accept(ObjectNode row) throws IOException;
    }

    private BackupReader(ZipFile zip, BackupManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a backup and reads all of it once.
     *
     * @throws IOException if anything in it is not as it should be; the message says in which way
     */
    static BackupReader open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            BackupReader reader = new BackupReader(zip, manifest(zip));
            reader.requireSizes(Files.size(file));
            reader.requireEntries();
            for (BackupManifest.Table table : reader.manifest.tables()) {
                reader.rows(table, row -> {});
            }
            for (BackupManifest.Text text : reader.manifest.artifacts()) {
                reader.text(text);
            }
            return reader;
        } catch (IllegalArgumentException e) {
            zip.close();
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static BackupManifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null) {
            throw new IOException("it has no " + BackupManifest.ENTRY + ", so that it is no backup");
        }
        if (entry.getSize() > LONGEST_MANIFEST) {
            throw new IOException("its " + BackupManifest.ENTRY + " is too large");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return BackupManifest.decode(in.readNBytes((int) LONGEST_MANIFEST));
        }
    }

    private void requireSizes(long fileSize) throws IOException {
        long left = fileSize * MOST_UNPACKED + ALWAYS_UNPACKED;
        for (BackupManifest.Table table : manifest.tables()) {
            left -= requireSize(table.bytes(), Long.MAX_VALUE, left, table.entry());
        }
        for (BackupManifest.Text text : manifest.artifacts()) {
            left -= requireSize(text.bytes(), LONGEST_TEXT, left, text.entry());
        }
    }

    private static long requireSize(long bytes, long most, long left, String entry) throws IOException {
        if (bytes < 0 || bytes > most || bytes > left) {
            throw new IOException(entry + " would be unpacked to " + bytes + " bytes, which is too much");
        }
        return bytes;
    }

    /** Requires exactly the entries that the manifest names, each once. */
    private void requireEntries() throws IOException {
        List<String> expected = new ArrayList<>(List.of(BackupManifest.ENTRY));
        manifest.tables().forEach(table -> expected.add(table.entry()));
        for (BackupManifest.Text text : manifest.artifacts()) {
            expected.add("artifacts/" + new RunId(text.run()) + "/" + new ArtifactName(text.name()));
        }
        List<String> names =
                manifest.tables().stream().map(BackupManifest.Table::name).toList();
        if (!names.equals(manifest.expectedTables())) {
            throw new IOException("its tables are " + names + ", not " + manifest.expectedTables());
        }
        Set<String> open = new HashSet<>(expected);
        if (open.size() != expected.size()) {
            throw new IOException("its " + BackupManifest.ENTRY + " names an entry twice");
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!open.remove(entry.getName())) {
                throw new IOException("it holds an entry that does not belong there: '" + entry.getName() + "'");
            }
        }
        if (!open.isEmpty()) {
            throw new IOException("entries are missing: " + open.iterator().next());
        }
    }

    BackupManifest manifest() {
        return manifest;
    }

    /** Hands out the rows of a table, and fails at the end if they were not those that were backed up. */
    void rows(BackupManifest.Table table, RowConsumer consumer) throws IOException {
        try (Checked in = new Checked(zip, table.entry(), table.bytes(), table.sha256());
                MappingIterator<ObjectNode> rows =
                        MAPPER.readerFor(ObjectNode.class).readValues(in)) {
            long count = 0;
            while (rows.hasNextValue()) {
                consumer.accept(rows.nextValue());
                count++;
            }
            in.requireWhole();
            if (count != table.rows()) {
                throw new IOException(table.entry() + " has " + count + " rows, not " + table.rows());
            }
        } catch (JsonProcessingException e) {
            throw new IOException(table.entry() + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    String text(BackupManifest.Text text) throws IOException {
        try (Checked in = new Checked(zip, text.entry(), text.bytes(), text.sha256())) {
            byte[] bytes = in.readNBytes((int) LONGEST_TEXT);
            in.requireWhole();
            return new String(bytes, UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** One entry, of which no more is unpacked than it should have. */
    private static final class Checked extends FilterInputStream {
        private final String entry;
        private final String sha256;
        private final MessageDigest digest;
        private long left;

        Checked(ZipFile zip, String entry, long bytes, String sha256) throws IOException {
            this(zip, entry, bytes, sha256, BackupDigest.sha256());
        }

        private Checked(ZipFile zip, String entry, long bytes, String sha256, MessageDigest digest) throws IOException {
            super(new DigestInputStream(open(zip, entry), digest));
            this.entry = entry;
            this.left = bytes;
            this.sha256 = sha256;
            this.digest = digest;
        }

        private static InputStream open(ZipFile zip, String entry) throws IOException {
            ZipEntry found = zip.getEntry(entry);
            InputStream in = found == null ? null : zip.getInputStream(found);
            return Optional.ofNullable(in).orElseThrow(() -> new IOException(entry + " is missing"));
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] b, int offset, int length) throws IOException {
            int read = super.read(b, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException(entry + " is longer than it should be");
            }
        }

        /** Requires that everything was read, and that it is what was written. */
        void requireWhole() throws IOException {
            while (read(new byte[8192], 0, 8192) >= 0) {
                // Nothing but white space can be left.
            }
            if (left != 0 || !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
                throw new IOException(entry + " is damaged: its digest differs");
            }
        }
    }
}
