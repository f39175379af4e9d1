package dev.pimainteno.patch;

import dev.pimainteno.change.FileMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which file a part of a reply is about, and what shall happen to it as a whole. Immutable. Paths are relative to the
 * tree's root and safe.
 *
 * @param before the path in the tree; null for a new file
 * @param after the path after the edit; null for a file that goes
 * @param mode the mode that the reply states; absent if it states none
 * @param whole whether a file goes or is replaced whatever is in it
 */
record Target(@Nullable String before, @Nullable String after, Optional<FileMode> mode, boolean whole) {

    Target(@Nullable String before, @Nullable String after) {
        this(before, after, Optional.empty(), false);
    }

    /** Returns the path to speak of. */
    String path() {
        return after != null ? after : String.valueOf(before);
    }

    boolean isModification() {
        return before != null && before.equals(after);
    }
}
