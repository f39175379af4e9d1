package dev.pimainteno.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.doctor.Diagnosis.Level;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.CommitSigning.Format;
import dev.pimainteno.project.CommitSigning.When;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.testing.TemporaryRepository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trial signatures by the real {@code ssh-keygen}. */
class SigningCheckTest {
    @TempDir
    Path directory;

    private TemporaryRepository shop;
    private Map<String, String> environment;

    @BeforeEach
    void makeARepository() {
        shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\n"));
        environment = Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                directory.toString(),
                "SSH_AUTH_SOCK",
                directory.resolve("no-agent").toString());
    }

    @Test
    void signsATrialWithTheKeyThatIsNamedAndTouchesNothing() throws InterruptedException {
        Path key = key("good", "");
        Map<String, String> before = shop.state();

        Diagnosis diagnosis = examine(ssh(key));

        assertThat(diagnosis).isEqualTo(Diagnosis.ok("commits are signed with an SSH key, " + key));
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void failsWhereTheKeyIsLockedOrMissing() throws InterruptedException {
        for (Path key : new Path[] {key("locked", "a passphrase"), directory.resolve("missing")}) {
            Diagnosis diagnosis = examine(ssh(key));

            assertThat(diagnosis.level()).as(diagnosis.found()).isEqualTo(Level.FAILURE);
            assertThat(diagnosis.found()).contains(key.toString());
            assertThat(diagnosis.remedy()).isEqualTo("nothing is delivered until this works");
        }
    }

    @Test
    void failsWhereTheRepositoryAsksForASignatureAndNamesNoKey() throws InterruptedException {
        shop.config("commit.gpgSign", "true").config("gpg.format", "ssh");

        Diagnosis diagnosis = examine(CommitSigning.standard());

        assertThat(diagnosis.level()).isEqualTo(Level.FAILURE);
        assertThat(diagnosis.found()).contains("no key is named for SSH signatures (user.signingKey)");
    }

    @Test
    void isContentWhereNothingAsksForASignature() throws InterruptedException {
        assertThat(examine(CommitSigning.standard()))
                .isEqualTo(Diagnosis.ok("commits are not signed, as nothing asks for it"));
    }

    private static CommitSigning ssh(Path key) {
        return new CommitSigning(When.ALWAYS, Optional.of(Format.SSH), Optional.of(key.toString()));
    }

    private Path key(String name, String passphrase) throws InterruptedException {
        Path key = directory.resolve(name);
        Command make =
                Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "ada", "-f", key.toString());
        assertThat(ProcessRunner.create()
                        .run(ProcessRequest.of(make, directory)
                                .environment(environment)
                                .build())
                        .succeeded())
                .isTrue();
        return key;
    }

    private Diagnosis examine(CommitSigning signing) throws InterruptedException {
        Project project = Project.builder(ProjectId.of("shop"), shop.path()).build();
        return new SigningCheck(project, signing, Optional.empty(), environment).examine();
    }
}
