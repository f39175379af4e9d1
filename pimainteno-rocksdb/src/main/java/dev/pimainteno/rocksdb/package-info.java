/**
 * A {@link dev.pimainteno.cache.StoredCache} that survives restarts: {@link dev.pimainteno.rocksdb.RocksDbCache} keeps
 * its entries in a RocksDB database.
 */
@NullMarked
package dev.pimainteno.rocksdb;

import org.jspecify.annotations.NullMarked;
