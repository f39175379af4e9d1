package dev.pimainteno.git;

/**
 * What stands in the user's checkout. Immutable.
 *
 * @param onBranch whether the branch under maintenance is checked out there
 * @param followable whether it may be moved forward: on the branch, nothing uncommitted, nothing under way
 * @param description the state in a phrase, such as {@code clean} or {@code has uncommitted changes (a.txt)}
 */
public record CheckoutState(boolean onBranch, boolean followable, String description) {}
