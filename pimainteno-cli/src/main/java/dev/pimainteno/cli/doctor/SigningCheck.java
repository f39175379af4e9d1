package dev.pimainteno.cli.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pimainteno.git.CommitSigner;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.Project;
import java.util.Map;
import java.util.Optional;

/**
 * That a project's commits can be signed, where that is asked for: by a signature that is thrown away.
 *
 * @param committer absent: whom the repository names
 * @param environment where the programs that sign, their keys and their agents are found
 */
public record SigningCheck(
        Project project, CommitSigning signing, Optional<CommitIdentity> committer, Map<String, String> environment)
        implements Check {
    private static final byte[] SAMPLE = "a trial of pimainteno doctor\n".getBytes(US_ASCII);

    @Override
    public String name() {
        return "signing " + project.id();
    }

    @Override
    public Diagnosis examine() throws InterruptedException {
        try (GitProject repository = GitProject.open(project)) {
            CommitIdentity by = committer.or(repository::identity).orElseGet(CommitIdentity::standard);
            CommitSigner signer = repository.signer(signing, by, environment);
            return signer.sign(SAMPLE).isPresent()
                    ? Diagnosis.ok("commits are signed with " + signer)
                    : Diagnosis.ok("commits are not signed, as nothing asks for it");
        } catch (GitException e) {
            return e.reason() == GitException.Reason.NOT_SIGNED
                    ? Diagnosis.failure(e.getMessage(), "nothing is delivered until this works")
                    : Diagnosis.warning("not looked at: " + e.getMessage(), "see what is said of the project");
        }
    }
}
