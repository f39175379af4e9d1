package dev.pimainteno.cli.doctor;

/**
 * A check that was made. Immutable.
 *
 * @param check the check's name
 */
public record Finding(String check, Diagnosis diagnosis) {}
