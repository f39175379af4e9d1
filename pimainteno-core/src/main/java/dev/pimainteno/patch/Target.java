package dev.pimainteno.patch;

import org.jspecify.annotations.Nullable;

/**
 * Which file a part of a reply is about, and what shall happen to it as a whole. Immutable. Paths are relative to the
 * tree's root and safe.
 *
 * @param before the path in the tree; null for a new file
 * @param after the path after the edit; null for a file that goes
 */
record Target(@Nullable String before, @Nullable String after) {

    /** Returns the path to speak of. */
    String path() {
        return after != null ? after : String.valueOf(before);
    }

    boolean isModification() {
        return before != null && before.equals(after);
    }
}
