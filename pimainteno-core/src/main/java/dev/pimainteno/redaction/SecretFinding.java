package dev.pimainteno.redaction;

/**
 * A secret in a text. Immutable.
 *
 * @param what what kind of secret, with its article
 * @param secret the secret itself, or enough of it to tell it from others
 * @param disguised whether the text says it in another form than the secret's own
 */
public record SecretFinding(String what, String secret, boolean disguised) {
    private static final int MOST_SHOWN = 4;

    /** Says what was found, and shows of the secret no more than its length and at most four characters. */
    public String shown() {
        int shown = Math.min(MOST_SHOWN, secret.length() / 4);
        return "holds " + what + " (" + secret.substring(0, shown) + "..., " + secret.length() + " characters)";
    }

    @Override
    public String toString() {
        return shown();
    }
}
