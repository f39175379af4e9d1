/**
 * The patch engine: a model's reply and a tree in, edits or a refusal out. {@link dev.pimainteno.patch.PatchEngine} is the
 * entry point; {@link dev.pimainteno.patch.FolderTree} and {@link dev.pimainteno.patch.FolderEditor} let it work on a
 * directory.
 *
 * <p><b>What is read.</b> Unified and Git diffs, bare or in Markdown fences, prose, JSON, agents' event lines, terminal
 * colours, carriage returns. A header with line counts must agree with its body. A line that belongs to a diff and has
 * no place in one, a header without a hunk, and a reply that breaks off refuse the whole reply.
 *
 * <p><b>What is evidence.</b> A hunk is placed only by its old side, its context and removed lines, which must stand in
 * the file byte for byte; line ends and a byte order mark aside.
 *
 * <ol>
 *   <li>The line that its header names, if the old side stands there. This decides even if it stands elsewhere as well.
 *   <li>Else the one place where it stands. Two places are a refusal.
 * </ol>
 *
 * <p>A hunk that has no old side is placed only in a new or an empty file. Hunks of one file may come in any order and may
 * not overlap. Several parts of a reply that change the same file in place are read as one, and a hunk that is repeated
 * word for word, line number included, counts once.
 *
 * <p><b>What is kept.</b> Context and everything outside of hunks keeps its bytes, line ends and missing final newline
 * included. Added lines keep theirs where the old side's line ends are the file's; elsewhere they take those of their
 * neighbours.
 *
 * <p><b>What is refused whatever it says.</b> Paths that {@link dev.pimainteno.change.TreePaths} finds unsafe; symbolic
 * links, submodules and what lies below them; changes of modes and new executables; binary patches and NUL bytes; new
 * files and rename targets that exist; deletions that do not match the whole file; a change that changes nothing.
 * Replies over 10 MiB, 1,000,000 lines or 10,000 hunks and files over 16 MiB are not read, and a search that compares
 * too many lines is given up.
 *
 * <p><b>How it works.</b> The wrapping comes off, the reader makes parts by file with hunks, each part finds its file,
 * each hunk its place by the first strategy that knows one, the hunks are put in, and a check that knows nothing of how
 * that was done compares the result with the intention.
 */
@NullMarked
package dev.pimainteno.patch;

import org.jspecify.annotations.NullMarked;
