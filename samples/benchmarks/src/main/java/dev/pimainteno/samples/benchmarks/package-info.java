/** What Pimainteno costs, beside what would do the same. */
@NullMarked
package dev.pimainteno.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
