/**
 * What people decide about changes that wait for them, and what is remembered of it: {@link dev.pimainteno.review.ReviewDecision},
 * {@link dev.pimainteno.review.Rejections}.
 */
@NullMarked
package dev.pimainteno.review;

import org.jspecify.annotations.NullMarked;
