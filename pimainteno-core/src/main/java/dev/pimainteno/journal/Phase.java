package dev.pimainteno.journal;

/** The phases of a run, in the fixed order in which they happen. */
public enum Phase {
    /** Claims the project, fetches, reads the head and looks at the user's checkout. */
    OPEN,
    /** A task looks at the snapshot and proposes a change. */
    PROPOSE,
    /** The patch engine turns a reply into edits and a tree. */
    APPLY,
    /** The changed tree is checked. */
    GATE,
    /** The gated tree becomes a commit. */
    COMMIT,
    /** The commit goes where the project's mode says. */
    DELIVER,
    /** The service is restarted and looked at. */
    SERVE
}
