package dev.pimainteno.config;

import dev.pimainteno.project.CommitIdentity;
import java.util.Optional;

/**
 * {@code [git]}: how commits are made. Immutable.
 *
 * @param author who commits are by; absent by default: whom each repository names
 */
public record GitSettings(Optional<CommitIdentity> author) {

    static GitSettings read(Table table) {
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
        return new GitSettings(goodName.flatMap(n -> goodEmail.map(e -> new CommitIdentity(n, e))));
    }
}
