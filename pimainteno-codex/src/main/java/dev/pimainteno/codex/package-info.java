/** The codex command line as an {@link dev.pimainteno.llm.LlmClient}. */
@NullMarked
package dev.pimainteno.codex;

import org.jspecify.annotations.NullMarked;
