package dev.pimainteno.project;

/** Why a run starts. */
public enum Trigger {
    SCHEDULE,
    MANUAL,
    WEBHOOK,
    UNIT_FAILURE
}
