/** Bytes by key: the port {@link dev.pimainteno.cache.Cache}, a heap implementation and a file implementation. */
@NullMarked
package dev.pimainteno.cache;

import org.jspecify.annotations.NullMarked;
