/** Child processes: started from argument vectors, bounded, and ended with all their descendants by {@link dev.pimainteno.process.ProcessRunner}. */
@NullMarked
package dev.pimainteno.process;

import org.jspecify.annotations.NullMarked;
