package dev.pimainteno.git;

import java.io.IOException;

/**
 * A step in the file system that is tried once more if it fails, where what is half done would stay: a disk that fails for a
 * moment is common, and the step changes nothing that is done already.
 */
final class Twice {
    private Twice() {}

    /** The step. */
    @FunctionalInterface
    interface Step<T> {
        T make() throws IOException;
    }

    static <T> T of(Step<T> step) throws IOException {
        try {
            return step.make();
        } catch (IOException first) {
            try {
                return step.make();
            } catch (IOException second) {
                second.addSuppressed(first);
                throw second;
            }
        }
    }
}
