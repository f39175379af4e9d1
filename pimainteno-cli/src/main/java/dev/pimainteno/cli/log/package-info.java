/** Where the command's log goes: a light SLF4J backend, set up through {@link dev.pimainteno.cli.log.CommandLoggers}. */
@NullMarked
package dev.pimainteno.cli.log;

import org.jspecify.annotations.NullMarked;
