/** The patch engine: a model's reply and a tree in, edits or a refusal out. {@link dev.pimainteno.patch.PatchEngine} is the entry point. */
@NullMarked
package dev.pimainteno.patch;

import org.jspecify.annotations.NullMarked;
