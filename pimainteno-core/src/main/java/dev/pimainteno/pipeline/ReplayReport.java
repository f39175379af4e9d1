package dev.pimainteno.pipeline;

import dev.pimainteno.project.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of making a run again. Immutable.
 *
 * @param steps how many events of the record were made again alike
 * @param firstDifference where the record and the replay part, in one sentence; null if they do not
 */
public record ReplayReport(RunId run, int steps, @Nullable String firstDifference) {

    /** Whether everything came out as it is in the record, byte for byte. */
    public boolean isIdentical() {
        return firstDifference == null;
    }

    /** Returns where the record and the replay part; absent if they do not. */
    public Optional<String> difference() {
        return Optional.ofNullable(firstDifference);
    }
}
