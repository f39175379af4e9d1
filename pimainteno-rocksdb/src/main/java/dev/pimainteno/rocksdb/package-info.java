/** A {@link dev.pimainteno.cache.Cache} that survives restarts. */
@NullMarked
package dev.pimainteno.rocksdb;

import org.jspecify.annotations.NullMarked;
