/** The facade for hosts: {@link dev.pimainteno.Maintainer} runs the pipeline over many projects. */
@NullMarked
package dev.pimainteno;

import org.jspecify.annotations.NullMarked;
