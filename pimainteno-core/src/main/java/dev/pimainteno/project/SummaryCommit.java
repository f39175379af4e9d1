package dev.pimainteno.project;

/** When a refreshed summary ({@code codex.md}) is committed. */
public enum SummaryCommit {
    /** Together with the next improvement; a summary alone makes no commit. */
    WITH_CHANGE,
    /** As soon as it is refreshed, with or without an improvement beside it. */
    ALONE
}
