package dev.pimainteno.task;

import java.util.Optional;

/** A look at what a model wants to have said in a commit's message. */
@FunctionalInterface
public interface MessageCheck {

    /**
     * Looks at a text.
     *
     * @param text a subject or a body; any lines
     * @return why it must not be used, as the end of a sentence such as "holds a GitHub token"; nothing if it may be
     */
    Optional<String> problem(String text);

    /** Returns a look that finds nothing. */
    static MessageCheck none() {
        return text -> Optional.empty();
    }
}
