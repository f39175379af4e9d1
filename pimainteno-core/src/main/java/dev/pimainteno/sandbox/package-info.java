/**
 * What a project's own commands may reach and use while they prove a change: {@link dev.pimainteno.sandbox.Sandbox} runs them
 * enclosed by what the host offers.
 */
@NullMarked
package dev.pimainteno.sandbox;

import org.jspecify.annotations.NullMarked;
