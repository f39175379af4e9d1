/**
 * The patch engine: a model's reply and a tree in, edits or a refusal out. {@link dev.pimainteno.patch.PatchEngine} is the
 * entry point; {@link dev.pimainteno.patch.FolderTree} and {@link dev.pimainteno.patch.FolderEditor} let it work on a
 * directory.
 *
 * <p><b>What is read.</b> Unified and Git diffs, search and replace blocks, the envelopes of {@code *** Begin Patch}, and
 * whole files in fences that name them; bare or in Markdown fences, lists and quotations, prose, JSON, agents' event
 * lines, terminal colours, carriage returns, HTML's escapes. A whole file counts only in a reply that has no other form,
 * and only if it is plainly no excerpt. Of a diff may be missing or wrong: line numbers, counts, {@code @@} lines, file
 * headers or one half of them, prefixes of paths and of lines of context. A line that belongs to a diff and has no place
 * in one, a header without a hunk, and a reply that breaks off refuse the whole reply.
 *
 * <p><b>How a hunk finds its place.</b> Its old side, context and removed lines, is looked for in ever looser ways. The
 * first that finds one place decides; two places end the search, as a looser way would only find more.
 *
 * <ol>
 *   <li>At the line that its header names, byte for byte but for line ends and a byte order mark. This decides even if the
 *       same lines stand elsewhere, unless the other hunks of the file are all shifted by a distance at which they do.
 *   <li>Anywhere, byte for byte; then with lines of context that have lost their prefix; then without the white space at
 *       the ends of lines; then indented otherwise, by the same throughout; then without any white space; then with
 *       typographic characters for plain ones.
 *   <li>With blank lines that the hunk lacks or has too many of. One without prefix among added lines is added if the file
 *       does not have it.
 *   <li>In parts, where the hunk leaves lines of the file out: each part has one place, and they follow each other.
 *   <li>With stale context. Every removed line and both neighbours of every insertion are there, and of three lines of
 *       context at most one says something else, is missing, or has a new line of the file beside it.
 * </ol>
 *
 * <p><b>What is evidence</b> if a hunk fits several places equally well. The first of these that leaves one place decides;
 * none of them makes a place that does not fit:
 *
 * <ol>
 *   <li>the line that its header names, for the first of its lines that the file has;
 *   <li>the section that its header quotes: the place lies below that line, and no other section starts between them;
 *   <li>the neighbours: all hunks of the file with one place are the same distance from the lines that they name;
 *   <li>the order: hunks with one place, all in order, stand before and after it in the reply.
 * </ol>
 *
 * <p>If nothing decides, the reply is refused. A hunk that has no old side is placed only in a new or an empty file. Hunks
 * of one file may come in any order; two may share context, and one may change what is context in the other, but not two
 * the same line. A hunk that is repeated word for word, line number included, counts once;
 * so does a change that two hunks make at one place.
 *
 * <p><b>Which file is meant.</b> The one that the header names, with or without {@code a/} and {@code b/}; else the one
 * that its name leads to from above the tree's root, or whose path ends in it, or that the name differs from in a remark
 * or in slashes only. Hunks without any name belong to the one file in which all of them have a place; of several, to the
 * one that the text above names last. Where they only add lines to nothing ({@code -0,0}), they make the one path with a directory and
 * an extension that the text names and the tree does not have.
 *
 * <p><b>What a moved tree changes.</b> A reply that was written for a tree as it was finds its places there, where they are
 * certain, and its edits are carried over to the tree as it is line by line. Both changes of a file are made if an unchanged
 * line stands between them, whichever of several equal lines they may mean; one that both make is made once; anything else
 * refuses the reply. A file that the reply deletes must not have changed, one that it makes must not exist with other
 * content.
 *
 * <p><b>What is kept.</b> Context and everything outside of hunks keeps its bytes, line ends and missing final newline
 * included. Added lines keep their line ends where those of the old side are the file's; elsewhere they take those of
 * their neighbours. If all old lines are indented otherwise than the file in the same way, added lines are shifted back;
 * not if they stand in the file, as they are, beside a sure sibling: the line that they replace, or the lines above and below,
 * where nothing opens a block or goes on. If they would stand as no line there does, the reply is refused.
 *
 * <p><b>What a block replaces.</b> What is the same in both halves of a search and replace block is context. Where the lines
 * to search stand in the file only without white space, that is what both halves start and end with, and lines between that
 * stand once in each.
 *
 * <p><b>What becomes of damaged added lines.</b> What all old lines of a hunk show of the damage is undone in the added ones:
 * a shift, tabs for blanks, what every line of the reply ends in, another encoding, doubled line feeds. Where the old lines
 * do not agree, or the added ones may be damaged and may be meant, the reply is refused: indentation that was flattened or
 * has another measure, typography that the reply put into old lines, a comment that stands for lines which are left out. A
 * blank too many behind every plus sign is taken off or refused if indented lines look at home only without it; in flat
 * text it stays, as a true diff may add it.
 *
 * <p><b>What a reply that breaks off is.</b> One with fewer files than its own summary says; one whose last line is half of
 * one; a hunk that ends in a change with less lines than its header says, unless the file ends there and old lines are
 * missing too, or another hunk follows. Counts that are less than what is there say nothing; then a hunk that starts with
 * context needs some at its end. Text behind such a hunk completes it only if the file has that text there. A hunk with all old
 * lines that its header says, and more new ones, may have lost the sign of a removed line.
 *
 * <p><b>What is refused whatever it says.</b> Paths that {@link dev.pimainteno.change.TreePaths} finds unsafe; symbolic
 * links, submodules and what lies below them; changes of modes; binary patches and NUL bytes; new files and rename targets
 * that exist; deletions that do not match the whole file; a change that changes nothing. A new file may be executable if
 * the reply says so; whether it may stay is for the gates to say. Replies over 10 MiB, 200,000 lines, 10,000 hunks or
 * 500,000 tokens of JSON and files over 16 MiB are not read, and a search that compares more than 20,000,000 lines, or a hunk
 * that fits more than 200 places, is given up.
 *
 * <p><b>How it works.</b> The wrapping comes off, readers make parts by file with hunks, each part finds its file, each
 * hunk its place. A hunk that quotes the file inexactly is rewritten into one whose old side is the file's own lines; only
 * such hunks are put in, and a check that knows nothing of how that was done compares the result with the intention.
 */
@NullMarked
package dev.pimainteno.patch;

import org.jspecify.annotations.NullMarked;
