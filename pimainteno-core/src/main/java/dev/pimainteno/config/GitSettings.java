package dev.pimainteno.config;

import dev.pimainteno.project.CommitIdentity;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code [git]}: how commits are made, and how remotes are reached. Immutable.
 *
 * @param author who commits are by; absent by default: whom each repository names
 * @param https what to sign in with over HTTPS, each host once; none by default
 * @param httpsCaFile a file of certificates that are trusted besides the machine's; absolute; absent by default
 * @param sshIdentityFile the private key to sign in with over SSH; absolute; absent: the user's own keys and agent
 * @param sshKnownHostsFile the file of known hosts; absolute; absent: the user's own
 */
public record GitSettings(
        Optional<CommitIdentity> author,
        List<HttpsSettings> https,
        Optional<Path> httpsCaFile,
        Optional<Path> sshIdentityFile,
        Optional<Path> sshKnownHostsFile) {

    public GitSettings {
        https = List.copyOf(https);
    }

    /** Returns the defaults. */
    public static GitSettings standard() {
        return new GitSettings(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GitSettings read(Table table) {
        return new GitSettings(
                readAuthor(table),
                table.get("https").flatMap(GitSettings::readHttps).orElse(List.of()),
                table.get("https_ca_file").flatMap(Value::path),
                table.get("ssh_identity_file").flatMap(Value::path),
                table.get("ssh_known_hosts_file").flatMap(Value::path));
    }

    private static Optional<CommitIdentity> readAuthor(Table table) {
        Optional<Value> name = table.get("author_name");
        Optional<Value> email = table.get("author_email");
        CommitIdentity standard = CommitIdentity.standard();
        Optional<String> goodName = name.flatMap(value -> value.parsed(
                text -> new CommitIdentity(text, standard.email()).name(),
                "a name without line breaks and angle brackets"));
        Optional<String> goodEmail = email.flatMap(value -> value.parsed(
                text -> new CommitIdentity(standard.name(), text).email(),
                "an e-mail address without blanks and angle brackets"));
        if (goodName.isPresent() && email.isEmpty()) {
            name.orElseThrow().reject("git.author_email beside it: both or neither");
        }
        if (goodEmail.isPresent() && name.isEmpty()) {
            email.orElseThrow().reject("git.author_name beside it: both or neither");
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
