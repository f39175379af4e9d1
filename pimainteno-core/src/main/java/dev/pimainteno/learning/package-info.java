/**
 * What became of changes, and the short rules that people draw from it for later ones: {@link
 * dev.pimainteno.learning.Learnings} keeps the rules, {@link dev.pimainteno.learning.Outcomes} counts what became of changes.
 */
@NullMarked
package dev.pimainteno.learning;

import org.jspecify.annotations.NullMarked;
