package dev.pimainteno.patch;

import dev.pimainteno.change.Edits;
import java.util.List;

/** What the patch engine makes of a reply: edits, or a refusal. All or nothing over all files. */
public sealed interface PatchResult {

    /**
     * The reply means these edits.
     *
     * @param hunks where each hunk was placed, in the order of the reply
     */
    record Placed(Edits edits, List<HunkPlacement> hunks) implements PatchResult {
        public Placed {
            hunks = List.copyOf(hunks);
        }
    }

    /**
     * The reply means no edit, or more than one.
     *
     * @param reasons which hunk, what was expected and what is there; not empty, precise enough to ask the model again
     */
    record Refusal(List<String> reasons) implements PatchResult {
        public Refusal {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }

        /** Whether there is nothing left to edit: the files say already what they were to say. */
        public boolean changesNothing() {
            return reasons.equals(List.of(PatchEngine.NOTHING));
        }
    }
}
