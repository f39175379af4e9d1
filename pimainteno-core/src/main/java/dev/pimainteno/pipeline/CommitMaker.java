package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.git.CommitRecord;
import dev.pimainteno.git.CommitSigner;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.project.CommitIdentity;
import java.time.Instant;

/** Makes every commit of this program's own, all in one way: by whom, and signed by what. Nobody else sees them yet. */
final class CommitMaker {
    private final PrivateRepository repository;
    private final CommitIdentity author;
    private final CommitIdentity committer;
    private final CommitSigner signer;

    private CommitMaker(
            PrivateRepository repository, CommitIdentity author, CommitIdentity committer, CommitSigner signer) {
        this.repository = repository;
        this.author = author;
        this.committer = committer;
        this.signer = signer;
    }

    /**
     * Returns a maker of commits on the terms that were set.
     *
     * @param signed whether to sign at all: what never leaves is not signed
     * @throws dev.pimainteno.git.GitException if commits are to be signed and it is not known how
     */
    static CommitMaker on(CommitTerms terms, GitProject git, PrivateRepository repository, boolean signed) {
        return new CommitMaker(
                repository, terms.author(git), terms.committer(git), signed ? terms.signer(git) : CommitSigner.none());
    }

    /** Returns a maker that makes the commit of a record again, to the byte if its tree and its message are the same. */
    static CommitMaker again(CommitRecord record, PrivateRepository repository) {
        return new CommitMaker(repository, record.author(), record.committer(), commit -> record.signature());
    }

    /**
     * Makes a commit.
     *
     * @throws dev.pimainteno.git.GitException if it cannot be signed or written; there is no commit then
     */
    CommitId make(TreeId tree, CommitId parent, String message, Instant when) throws InterruptedException {
        return repository.commit(tree, parent, author, committer, message, when, signer);
    }
}
