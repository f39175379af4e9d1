package dev.pimainteno.project;

/**
 * Who a commit is by. Immutable.
 *
 * @param name not blank, without line breaks and angle brackets
 * @param email not blank, without white space and angle brackets
 */
public record CommitIdentity(String name, String email) {

    public CommitIdentity {
        if (name.isBlank() || name.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '<' || c == '>' || c == 0)) {
            throw new IllegalArgumentException("not a name for a commit: '" + name + "'");
        }
        if (email.isBlank() || email.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw new IllegalArgumentException("not an e-mail address for a commit: '" + email + "'");
        }
    }

    /** Returns {@code Pimainteno <pimainteno@localhost>}, for where neither configuration nor repository name anyone. */
    public static CommitIdentity standard() {
        return new CommitIdentity("Pimainteno", "pimainteno@localhost");
    }

    @Override
    public String toString() {
        return name + " <" + email + ">";
    }
}
