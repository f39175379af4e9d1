package dev.pimainteno.project;

import java.util.Optional;

/**
 * Which commits are signed, and with what. Immutable.
 *
 * @param format absent: what the repository's or the user's Git configuration says
 * @param key absent: the one that the Git configuration names. For SSH the absolute path of a private or public key, or a
 *     public key itself; for OpenPGP whatever {@code gpg} knows the key by
 */
public record CommitSigning(When when, Optional<Format> format, Optional<String> key) {

    /** When a commit is signed. */
    public enum When {
        /** Where the repository's or the user's Git configuration asks for it ({@code commit.gpgSign}). */
        REPOSITORY,
        ALWAYS,
        NEVER
    }

    /** What a signature is made with. */
    public enum Format {
        OPENPGP,
        SSH
    }

    public CommitSigning {
        key.ifPresent(CommitSigning::requireKey);
    }

    /** Returns the default: as the Git configuration says. */
    public static CommitSigning standard() {
        return new CommitSigning(When.REPOSITORY, Optional.empty(), Optional.empty());
    }

    /**
     * Requires that a key's name can be nothing but that to a program.
     *
     * @throws IllegalArgumentException if it is blank, begins with a dash or holds a control character
     */
    public static String requireKey(String key) {
        if (key.isBlank() || key.startsWith("-") || key.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not the name of a signing key: '" + key + "'");
        }
        return key;
    }
}
