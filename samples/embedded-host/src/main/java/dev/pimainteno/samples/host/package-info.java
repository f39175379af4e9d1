/** A host application that embeds the library: {@link dev.pimainteno.samples.host.EmbeddedHost}. */
@NullMarked
package dev.pimainteno.samples.host;

import org.jspecify.annotations.NullMarked;
