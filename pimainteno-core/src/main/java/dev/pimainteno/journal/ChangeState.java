package dev.pimainteno.journal;

/** Where a change is in its life, which may be longer than that of the run that made it. */
public enum ChangeState {
    /** It passed its gates and was shown; nothing more is done with it. */
    PROPOSED(true),
    /** It waits for a person on this machine. */
    HELD(false),
    /** It waits for a person as a pull request. */
    OPEN(false),
    /** It is on its branch. */
    DELIVERED(false),
    /** The service runs from it and is watched. */
    SERVING(false),
    /** It stays. */
    KEPT(true),
    /** It was taken back after it had been delivered. */
    REVERTED(true),
    /** A person, a remote or a branch that had moved did not let it in. */
    REJECTED(true),
    /** It waited for a person, and another change has taken its place. */
    REPLACED(true),
    /** Nobody took it up in time, or its run was unwound before it went anywhere. */
    EXPIRED(true);

    private final boolean last;

    ChangeState(boolean last) {
        this.last = last;
    }

    /** Whether nothing more becomes of the change. */
    public boolean isLast() {
        return last;
    }
}
