package dev.pimainteno.patch;

/** One way to find the place of a hunk. Strategies are asked in order, the strictest first; the first that finds wins. */
@FunctionalInterface
interface PlacementStrategy {

    /**
     * Looks for the place of a hunk.
     *
     * @param hunk in one reading
     */
    Finding find(Hunk hunk, PlacementSearch search) throws Refused;
}
