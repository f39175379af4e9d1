package dev.pimainteno.patch;

import java.util.List;

/**
 * One file's part of a reply, as it stands there: not yet compared with the tree.
 *
 * @param hunks in the order of the reply; empty for a mere rename and for an empty file that comes or goes
 */
record FilePatch(FileHeader header, List<Hunk> hunks) {

    FilePatch {
        hunks = List.copyOf(hunks);
    }
}
