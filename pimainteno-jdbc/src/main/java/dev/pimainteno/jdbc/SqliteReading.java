package dev.pimainteno.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Reads a file and the log beside it, as whoever writes them lets others do. Where there is no log nobody writes, and SQLite
 * would make one to read, which not everybody may: the file is read as one that does not change then, and whether it did is
 * looked at afterwards. What others write goes to a log first.
 */
final class SqliteReading implements QuietReading {
    private final Path file;
    private final Path log;
    private final int busyMillis;

    SqliteReading(Path file, int busyMillis) {
        this.file = file;
        this.log = file.resolveSibling(file.getFileName() + "-wal");
        this.busyMillis = busyMillis;
    }

    @Override
    public Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyMillis);
        config.setReadOnly(true);
        if (Files.exists(log)) {
            return config.createConnection("jdbc:sqlite:" + file);
        }
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        return config.createConnection("jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1");
    }

    @Override
    public Object state() throws SQLException {
        if (Files.exists(log)) {
            return log;
        }
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.size() + " bytes, " + found.lastModifiedTime().toInstant() + ", " + found.fileKey();
        } catch (NoSuchFileException e) {
            return file;
        } catch (IOException e) {
            throw new SQLException("cannot look at " + file + ": " + e, e);
        }
    }
}
