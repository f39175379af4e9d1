package dev.pimainteno.git;

/**
 * What became of a local branch that was to move forward. Immutable.
 *
 * @param moved whether the branch is at the new commit
 * @param checkoutUpdated whether the user's checkout is, too
 * @param reason why the branch, or the checkout, was left where it was; empty if both moved
 */
public record Advance(boolean moved, boolean checkoutUpdated, String reason) {}
