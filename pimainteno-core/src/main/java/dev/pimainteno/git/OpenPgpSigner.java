package dev.pimainteno.git;

import dev.pimainteno.process.ProcessResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs with an OpenPGP key through {@code gpg}, which finds the key in the user's own keyring and asks nobody for anything. */
final class OpenPgpSigner implements CommitSigner {
    private static final String REMEDY =
            "if the key has a passphrase, let gpg-agent hold it (gpg-preset-passphrase), else see"
                    + " git.signing_key, or set git.sign = \"never\"";

    private final SigningProgram program;
    private final String key;

    /**
     * @param key whatever {@code gpg} knows the key by
     */
    OpenPgpSigner(SigningProgram program, String key) {
        this.program = program;
        this.key = key;
    }

    @Override
    public Optional<String> sign(byte[] commit) throws InterruptedException {
        String what = "Cannot sign the commit with the OpenPGP key '" + key + "'";
        List<String> argv = List.of(
                "gpg",
                "--batch",
                "--no-tty",
                "--pinentry-mode",
                "error",
                "--status-fd=2",
                "--detach-sign",
                "--armor",
                "--local-user",
                key);
        ProcessResult result = program.run(argv, commit, Map.of(), what, REMEDY);
        String signature = result.output().strip();
        if (!signature.startsWith("-----BEGIN PGP SIGNATURE-----")
                || !result.errors().contains("[GNUPG:] SIG_CREATED ")) {
            throw SigningProgram.failure(what, "gpg gave no signature", REMEDY, null);
        }
        return Optional.of(signature);
    }

    @Override
    public String toString() {
        return "the OpenPGP key '" + key + "'";
    }
}
