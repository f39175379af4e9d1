/** The {@code pimainteno} command. */
@NullMarked
package dev.pimainteno.cli;

import org.jspecify.annotations.NullMarked;
