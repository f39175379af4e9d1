package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;

/**
 * A remote and the head of the branch there. Immutable.
 *
 * @param name such as {@code origin}
 * @param uri where it is; may hold credentials, {@link #display()} does not
 * @param head the branch's head when it was asked
 */
public record Remote(String name, String uri, CommitId head) {

    /** Returns the address without user and password. */
    public String display() {
        return Transports.withoutCredentials(uri);
    }
}
