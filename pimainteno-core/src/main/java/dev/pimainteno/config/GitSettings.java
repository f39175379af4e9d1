package dev.pimainteno.config;

import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code [git]}: how commits are made, and how remotes are reached. Immutable.
 *
 * @param author who commits are by; absent by default: whom each repository names
 * @param committer who makes them; absent by default: the author
 * @param signing which are signed, and with what; by default as the Git configuration says
 * @param https what to sign in with over HTTPS, each host once; none by default
 * @param httpsCaFile a file of certificates that are trusted besides the machine's; absolute; absent by default
 * @param sshIdentityFile the private key to sign in with over SSH; absolute; absent: the user's own keys and agent
 * @param sshKnownHostsFile the file of known hosts; absolute; absent: the user's own
 */
public record GitSettings(
        Optional<CommitIdentity> author,
        Optional<CommitIdentity> committer,
        CommitSigning signing,
        List<HttpsSettings> https,
        Optional<Path> httpsCaFile,
        Optional<Path> sshIdentityFile,
        Optional<Path> sshKnownHostsFile) {

    /** What is a public key itself, not where one is. */
    private static final Pattern PUBLIC_KEY = Pattern.compile("key::|(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+ ");

    public GitSettings {
        https = List.copyOf(https);
    }

    /** Returns the defaults. */
    public static GitSettings standard() {
        return new GitSettings(
                Optional.empty(),
                Optional.empty(),
                CommitSigning.standard(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static GitSettings read(Table table) {
        return new GitSettings(
                readIdentity(table, "author"),
                readIdentity(table, "committer"),
                readSigning(table),
                table.get("https").flatMap(GitSettings::readHttps).orElse(List.of()),
                table.get("https_ca_file").flatMap(Value::path),
                table.get("ssh_identity_file").flatMap(Value::path),
                table.get("ssh_known_hosts_file").flatMap(Value::path));
    }

    private static CommitSigning readSigning(Table table) {
        CommitSigning standard = CommitSigning.standard();
        Optional<CommitSigning.Format> format =
                table.get("signing_format").flatMap(value -> value.word(CommitSigning.Format.class));
        return new CommitSigning(
                table.get("sign")
                        .flatMap(value -> value.word(CommitSigning.When.class))
                        .orElse(standard.when()),
                format,
                table.get("signing_key").flatMap(value -> readKey(value, format)));
    }

    /** A key of SSH that is a path is meant from the file's directory, as every path. */
    private static Optional<String> readKey(Value value, Optional<CommitSigning.Format> format) {
        String expected = "a key: for SSH a path or a public key, for OpenPGP what gpg knows it by";
        Optional<String> key = value.parsed(CommitSigning::requireKey, expected);
        boolean path = key.isPresent()
                && !PUBLIC_KEY.matcher(key.get()).lookingAt()
                && (format.equals(Optional.of(CommitSigning.Format.SSH))
                        || key.get().indexOf('/') >= 0);
        return path ? value.path().map(Path::toString) : key;
    }

    private static Optional<CommitIdentity> readIdentity(Table table, String role) {
        Optional<Value> name = table.get(role + "_name");
        Optional<Value> email = table.get(role + "_email");
        CommitIdentity standard = CommitIdentity.standard();
        Optional<String> goodName = name.flatMap(value -> value.parsed(
                text -> new CommitIdentity(text, standard.email()).name(),
                "a name without line breaks and angle brackets"));
        Optional<String> goodEmail = email.flatMap(value -> value.parsed(
                text -> new CommitIdentity(standard.name(), text).email(),
                "an e-mail address without blanks and angle brackets"));
        if (goodName.isPresent() && email.isEmpty()) {
            name.orElseThrow().reject("git." + role + "_email beside it: both or neither");
        }
        if (goodEmail.isPresent() && name.isEmpty()) {
            email.orElseThrow().reject("git." + role + "_name beside it: both or neither");
        }
        return goodName.flatMap(n -> goodEmail.map(e -> new CommitIdentity(n, e)));
    }

    private static Optional<List<HttpsSettings>> readHttps(Value value) {
        Set<String> hosts = new HashSet<>();
        return value.array(
                "[[git.https]] tables",
                element -> element.table(Section.GIT_HTTPS).flatMap(table -> HttpsSettings.read(table, hosts)));
    }
}
