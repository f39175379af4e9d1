package dev.pimainteno.layout;

import java.util.Optional;

/** One way to lay out a project, such as Maven's. Immutable. */
@FunctionalInterface
interface ProjectLayout {

    /** Returns how a project that is laid out like this is verified; nothing if this one is not. */
    Optional<VerifyGuess> guess(RootFiles files);
}
