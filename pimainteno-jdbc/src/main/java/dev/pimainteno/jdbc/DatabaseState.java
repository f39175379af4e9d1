package dev.pimainteno.jdbc;

/**
 * What there is where a store is to be, for whoever checks it before it is needed. Immutable.
 *
 * @param product the database and its version, such as {@code PostgreSQL 15.4}
 * @param supported whether stores can be kept in it
 * @param writable whether this user may write there
 * @param tables the version of the tables; 0 if there are none yet
 * @param newest the version that this program makes of them
 */
public record DatabaseState(String product, boolean supported, boolean writable, int tables, int newest) {

    /** The part that the database says itself. */
    record Server(String product, boolean supported, boolean writable) {}
}
