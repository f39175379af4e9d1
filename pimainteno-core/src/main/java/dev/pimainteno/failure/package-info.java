/** The root of every failure that this library throws. */
@NullMarked
package dev.pimainteno.failure;

import org.jspecify.annotations.NullMarked;
