/**
 * The {@link dev.pimainteno.journal.RunJournal}, the claims and the watermarks in a database: {@link
 * dev.pimainteno.jdbc.JdbcStore} keeps them in a SQLite file, or in PostgreSQL for several machines.
 */
@NullMarked
package dev.pimainteno.jdbc;

import org.jspecify.annotations.NullMarked;
