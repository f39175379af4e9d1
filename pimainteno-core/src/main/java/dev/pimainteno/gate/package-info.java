/** Checks that a changed tree must pass: {@link dev.pimainteno.gate.Gate}. */
@NullMarked
package dev.pimainteno.gate;

import org.jspecify.annotations.NullMarked;
