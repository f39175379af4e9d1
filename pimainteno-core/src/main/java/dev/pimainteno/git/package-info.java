/** Git work on repositories that belong to somebody else: {@link dev.pimainteno.git.GitProject} is the entry point. */
@NullMarked
package dev.pimainteno.git;

import org.jspecify.annotations.NullMarked;
