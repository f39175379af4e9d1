package dev.pimainteno.sandbox;

import java.util.List;

/**
 * How well commands are enclosed. Immutable.
 *
 * @param name what encloses them, such as {@code bubblewrap}; {@code none} if nothing does
 * @param gaps what it does not protect from, a phrase each; empty if nothing is known
 * @param cutsNetwork whether the network is off unless it is allowed
 */
public record Protection(String name, List<String> gaps, boolean cutsNetwork) {
    /** The name where nothing encloses. */
    public static final String NONE = "none";

    public Protection {
        gaps = List.copyOf(gaps);
    }

    /** Whether files and the network are out of reach. */
    public boolean encloses() {
        return !name.equals(NONE);
    }
}
