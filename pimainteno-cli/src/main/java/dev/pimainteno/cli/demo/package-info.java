/** The {@code demo} command, {@link dev.pimainteno.cli.demo.DemoCommand}: a whole run on a small project made for it. */
@NullMarked
package dev.pimainteno.cli.demo;

import org.jspecify.annotations.NullMarked;
