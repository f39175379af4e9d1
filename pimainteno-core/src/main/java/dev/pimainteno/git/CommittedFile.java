package dev.pimainteno.git;

import dev.pimainteno.change.CommitSummary;
import java.util.Optional;

/**
 * A text file as it was committed, and how long nobody has changed it since. Immutable.
 *
 * @param text UTF-8, malformed bytes replaced
 * @param lastChange the commit that made the file what it is, on the branch's own line of history; absent if that is
 *     further back than anybody looked
 * @param commitsSince how many commits the line has after that one, or was looked back; 0 or more
 */
public record CommittedFile(String text, Optional<CommitSummary> lastChange, int commitsSince) {}
