/** A task of one's own, and a program that runs it: {@link dev.pimainteno.samples.task.FinalLineFeeds}. */
@NullMarked
package dev.pimainteno.samples.task;

import org.jspecify.annotations.NullMarked;
