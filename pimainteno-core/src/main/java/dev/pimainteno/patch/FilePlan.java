package dev.pimainteno.patch;

import dev.pimainteno.change.FileEdit;
import java.util.List;
import java.util.Optional;

/**
 * What the engine makes of one file's part of a reply.
 *
 * @param edit absent if the file would stay as it is
 * @param hunks where its hunks were placed, in the order of the reply
 */
record FilePlan(Optional<FileEdit> edit, List<HunkPlacement> hunks) {}
