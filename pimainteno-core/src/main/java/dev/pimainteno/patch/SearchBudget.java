package dev.pimainteno.patch;

/** How many comparisons of lines one reply may cost, so that no reply keeps the engine busy. For one thread. */
final class SearchBudget {
    private static final int COMPARISONS = 20_000_000;

    private int left = COMPARISONS;

    void spend() throws Refused {
        spend(1);
    }

    void spend(int comparisons) throws Refused {
        left -= Math.min(comparisons, left + 1);
        if (left < 0) {
            throw new Refused("the hunks repeat lines so often that their places cannot be found in reasonable time");
        }
    }
}
