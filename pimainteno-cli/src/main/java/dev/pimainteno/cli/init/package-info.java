/** A first configuration: {@link dev.pimainteno.cli.init.Discovery} finds repositories, {@link dev.pimainteno.cli.init.FirstConfiguration} writes them down. */
@NullMarked
package dev.pimainteno.cli.init;

import org.jspecify.annotations.NullMarked;
