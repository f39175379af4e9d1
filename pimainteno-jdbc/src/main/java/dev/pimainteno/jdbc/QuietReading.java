package dev.pimainteno.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** How a database is read by somebody who changes nothing there, no file of the database's own either. */
interface QuietReading {

    /** Returns a connection for one look. */
    Connection connect() throws SQLException;

    /** Returns what must be the same before and after a look; if it is not, others have written under it. */
    Object state() throws SQLException;
}
