package dev.pimainteno.journal;

import java.util.regex.Pattern;

/**
 * Names one artifact of a run, such as {@code prompt-2.txt}. Immutable.
 *
 * @param value 1 to 80 of {@code a-z}, {@code 0-9}, {@code -} and {@code .}, which begins and ends with a letter or digit and
 *     has no two dots in a row, so that it is a file's name everywhere
 */
public record ArtifactName(String value) implements Comparable<ArtifactName> {
    private static final String PROPOSAL = "proposal-";
    private static final String VERIFY_OUTPUT = "verify-";
    private static final Pattern VALID = Pattern.compile("[a-z0-9](?:[a-z0-9-]|\\.(?!\\.)){0,78}(?<=[a-z0-9])");

    public ArtifactName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of an artifact: '" + value + "'");
        }
    }

    /** Names a change that was proposed, by its number in the run, from 1. */
    public static ArtifactName proposal(int number) {
        return new ArtifactName(PROPOSAL + number + ".diff");
    }

    /** Names what the commands printed that judged a proposal, by its number. */
    public static ArtifactName verifyOutput(int proposal) {
        return new ArtifactName(VERIFY_OUTPUT + proposal + ".txt");
    }

    public boolean isProposal() {
        return value.startsWith(PROPOSAL);
    }

    public boolean isVerifyOutput() {
        return value.startsWith(VERIFY_OUTPUT);
    }

    @Override
    public int compareTo(ArtifactName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
