/** Model answers remembered: {@link dev.pimainteno.answers.CachedLlmClient} asks once for many callers and never again for the same request. */
@NullMarked
package dev.pimainteno.answers;

import org.jspecify.annotations.NullMarked;
