package dev.pimainteno.jdbc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that backups have over each entry. */
final class BackupDigest {

    private BackupDigest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
