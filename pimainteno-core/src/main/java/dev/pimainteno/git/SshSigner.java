package dev.pimainteno.git;

import dev.pimainteno.process.ProcessResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Signs with an SSH key, from a file or by an agent, through {@code ssh-keygen}. */
final class SshSigner implements CommitSigner {
    private static final Pattern LITERAL = Pattern.compile("(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+ [A-Za-z0-9+/=]+(?: .*)?");
    /** Of a public key, its kind and its beginning. */
    private static final int SHOWN = 36;

    private static final String KEY_FILE = "key.pub";
    private static final String REMEDY =
            "if the key has a passphrase, add it to an agent (ssh-add) that SSH_AUTH_SOCK names"
                    + " here, else see git.signing_key, or set git.sign = \"never\"";

    private final SigningProgram program;
    private final String key;

    /**
     * @param key a public key itself, or the absolute path of a file that holds a private or a public one
     */
    SshSigner(SigningProgram program, String key) {
        this.program = program;
        this.key = key;
    }

    /** Whether a key is a public key itself, not the path of one. */
    static boolean isLiteral(String key) {
        return LITERAL.matcher(key).matches();
    }

    @Override
    public Optional<String> sign(byte[] commit) throws InterruptedException {
        boolean literal = isLiteral(key);
        String what = "Cannot sign the commit with the SSH key "
                + (literal ? key.substring(0, Math.min(SHOWN, key.length())) + "..." : key);
        if (!literal && !Files.isReadable(Path.of(key))) {
            throw SigningProgram.failure(what, "the file is missing or not readable by this user", REMEDY, null);
        }
        List<String> argv =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", literal ? KEY_FILE : key));
        if (literal) {
            argv.add("-U");
        }
        ProcessResult result =
                program.run(argv, commit, literal ? Map.of(KEY_FILE, key + "\n") : Map.of(), what, REMEDY);
        String signature = result.output().strip();
        if (!signature.startsWith("-----BEGIN SSH SIGNATURE-----")
                || !signature.endsWith("-----END SSH SIGNATURE-----")) {
            throw SigningProgram.failure(what, "ssh-keygen gave no signature", REMEDY, null);
        }
        return Optional.of(signature);
    }

    @Override
    public String toString() {
        return "an SSH key, " + (isLiteral(key) ? "held by an agent" : key);
    }
}
