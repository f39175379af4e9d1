/** Keeps secrets out of what is written: {@link dev.pimainteno.redaction.Redaction}. */
@NullMarked
package dev.pimainteno.redaction;

import org.jspecify.annotations.NullMarked;
