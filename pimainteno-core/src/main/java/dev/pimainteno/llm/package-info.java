/** Language models: the port {@link dev.pimainteno.llm.LlmClient} and its values. */
@NullMarked
package dev.pimainteno.llm;

import org.jspecify.annotations.NullMarked;
