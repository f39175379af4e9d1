package dev.pimainteno.gate;

/**
 * Why a person should look at a change before it leaves. Immutable.
 *
 * @param gate the name of the gate that has it
 * @param reason one line; holds what repositories and models have said
 */
public record Reservation(String gate, String reason) {}
