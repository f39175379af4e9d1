package dev.pimainteno.cli;

/** How far a run is, as far as it can be seen. */
enum RunState {
    ENDED,
    /** Somebody holds its project. */
    UNDER_WAY,
    /** Nobody does: its process died. The next check of the project finishes or unwinds it. */
    CUT_OFF
}
