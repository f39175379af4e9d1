package dev.pimainteno.pipeline;

import dev.pimainteno.git.CommitSigner;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import java.util.Map;
import java.util.Optional;

/**
 * On what terms commits are made.
 *
 * @param author absent: whom the repository names
 * @param committer absent: the author
 * @param environment where the programs that sign, their keys and their agents are found
 */
record CommitTerms(
        Optional<CommitIdentity> author,
        Optional<CommitIdentity> committer,
        CommitSigning signing,
        Map<String, String> environment) {

    /** Returns terms for where no commit is made. */
    static CommitTerms standard() {
        return new CommitTerms(Optional.empty(), Optional.empty(), CommitSigning.standard(), Map.of());
    }

    CommitIdentity author(GitProject git) {
        return author.or(git::identity).orElseGet(CommitIdentity::standard);
    }

    CommitIdentity committer(GitProject git) {
        return committer.orElseGet(() -> author(git));
    }

    /**
     * Returns what signs commits for a repository.
     *
     * @throws dev.pimainteno.git.GitException if they are to be signed and it is not known how
     */
    CommitSigner signer(GitProject git) {
        return git.signer(signing, committer(git), environment);
    }
}
