package dev.pimainteno.patch;

import java.util.List;

/**
 * The hunks of a file with their places. Immutable.
 *
 * @param found where each was found, in the order of the reply
 * @param apart the same hunks or parts of them, in the order of the file, without shared lines
 */
record PlacedHunks(List<PlacedHunk> found, List<PlacedHunk> apart) {

    PlacedHunks {
        found = List.copyOf(found);
        apart = List.copyOf(apart);
    }
}
