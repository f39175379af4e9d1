/** Trees of files and the edits that lead from one to the next: {@link dev.pimainteno.change.FileTree}, {@link dev.pimainteno.change.Edits}. */
@NullMarked
package dev.pimainteno.change;

import org.jspecify.annotations.NullMarked;
