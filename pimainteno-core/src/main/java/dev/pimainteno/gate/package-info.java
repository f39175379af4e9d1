/**
 * Checks that a changed tree must pass: {@link dev.pimainteno.gate.Gate}, with {@link dev.pimainteno.gate.PolicyGate} for what
 * a change touches, {@link dev.pimainteno.gate.SecretsGate} for keys and tokens in what it adds, {@link
 * dev.pimainteno.gate.WeakenedTestsGate} for tests that would say less, {@link dev.pimainteno.gate.ReviewGate} for what a model thinks of it, and {@link dev.pimainteno.gate.VerifyGate} for what the project's own commands say of it.
 */
@NullMarked
package dev.pimainteno.gate;

import org.jspecify.annotations.NullMarked;
