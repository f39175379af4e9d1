/** What happened and who may act: {@link dev.pimainteno.journal.RunJournal}, {@link dev.pimainteno.journal.ProjectClaims}, {@link dev.pimainteno.journal.Watermarks}. */
@NullMarked
package dev.pimainteno.journal;

import org.jspecify.annotations.NullMarked;
