/** The life of a run: {@link dev.pimainteno.pipeline.Pipeline} is the entry point. */
@NullMarked
package dev.pimainteno.pipeline;

import org.jspecify.annotations.NullMarked;
