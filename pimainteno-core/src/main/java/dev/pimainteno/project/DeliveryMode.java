package dev.pimainteno.project;

/** How far a change may go. Ordered from the most careful to the least. */
public enum DeliveryMode {
    /** Nothing leaves: the change is shown and forgotten; neither checkout nor remote is written. */
    OBSERVE,
    /** The change is kept, and waits on this machine for a person who takes it up or turns it down. */
    HOLD,
    /** The change becomes a commit on the local branch. */
    COMMIT,
    /** The change becomes a commit on the remote's branch; the local checkout follows where that is safe. */
    PUSH
}
