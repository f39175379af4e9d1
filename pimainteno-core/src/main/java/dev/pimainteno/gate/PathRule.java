package dev.pimainteno.gate;

/**
 * What the paths of a glob are. Immutable.
 *
 * @param what with its article, such as {@code a lock file}
 */
record PathRule(String what, PathGlob glob) {

    /** A rule for what a glob names at any depth. */
    static PathRule anywhere(String what, String glob) {
        return new PathRule(what, PathGlob.parse("**/" + glob));
    }

    @Override
    public String toString() {
        return "is " + what + " (" + glob + ")";
    }
}
