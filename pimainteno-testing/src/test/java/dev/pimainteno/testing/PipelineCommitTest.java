package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineCommitTest {
    @TempDir
    Path directory;

    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void signsWhatItDeliversAndGitAgrees() throws Exception {
        Path key = sshKey();
        fixture.git("config", "commit.gpgSign", "true");
        fixture.git("config", "gpg.format", "ssh");
        fixture.git("config", "user.signingKey", key.toString());
        fixture.improvement();

        RunReport report = fixture.run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        Path allowed = directory.resolve("allowed");
        Files.writeString(allowed, "ada@example.org " + Files.readString(Path.of(key + ".pub")));
        assertThat(fixture.git("-c", "gpg.ssh.allowedSignersFile=" + allowed, "log", "-1", "--format=%G?"))
                .isEqualTo("G\n");
    }

    @Test
    void refusesBeforeItAsksAnybodyWhenItIsNotKnownHowToSign() throws Exception {
        fixture.git("config", "commit.gpgSign", "true");
        fixture.git("config", "gpg.format", "x509");

        RunReport report = fixture.run();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).contains("gpg.format is 'x509'").contains("git.sign = \"never\"");
        assertThat(fixture.llm.requests()).isEmpty();
    }

    @Test
    void deliversNothingThatItCannotSign() throws Exception {
        String before = fixture.git("rev-parse", "origin/main");
        fixture.improvement();

        RunReport report = fixture.run(fixture.pipeline()
                .signing(new CommitSigning(
                        CommitSigning.When.ALWAYS,
                        Optional.of(CommitSigning.Format.SSH),
                        Optional.of("/nowhere/key"))));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.reason()).contains("Cannot sign the commit with the SSH key /nowhere/key");
        assertThat(fixture.git("ls-remote", "origin", "main")).startsWith(before.strip());
    }

    @Test
    void doesNotSignWhatOnlyIsLookedAt() throws Exception {
        fixture.git("config", "commit.gpgSign", "true");
        fixture.improvement();

        RunReport report = fixture.run(fixture.project().delivery(DeliveryMode.OBSERVE));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.OBSERVED);
    }

    @Test
    void namesAuthorAndCommitterApart() throws Exception {
        fixture.improvement();

        RunReport report = fixture.run(fixture.pipeline()
                .identity(new CommitIdentity("Ada", "ada@example.org"))
                .committer(new CommitIdentity("Robot", "robot@example.org")));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.git("log", "-1", "--format=%an %ae, %cn %ce"))
                .isEqualTo("Ada ada@example.org, Robot robot@example.org\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mend ghp_Zq3vT8wLk2Jx9Rb7Nd5Hc1Mf4Ga6Pe0Su2Yt",
                "Mend swordfish-1937-lantern",
            })
    void publishesNoSecretInAMessage(String subject) throws Exception {
        fixture.llm
                .answer("summary", PipelineFixture.SUMMARY)
                .answer("improve", PipelineFixture.DIFF)
                .answer("commit-message", "{\"subject\": \"" + subject + "\", \"body\": \"\"}");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("SHOP_TOKEN", "swordfish-1937-lantern");

        RunReport report = fixture.run(fixture.pipeline().environment(environment));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.git("log", "-1", "--format=%s")).isEqualTo("Update 2 files\n");
        assertThat(report.details()).anyMatch(line -> line.startsWith("the model's subject holds a "));
    }

    @Test
    void anotherInstallationDoesNotImproveOnItsImprovementsForEver() throws Exception {
        var project = fixture.project().followUp(1);
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        String before = "price=3";
        for (int i = 0; i < 2; i++) {
            String after = "price=" + (30 + i);
            improve(before, after);
            assertThat(fixture.run(project).outcome()).isEqualTo(RunOutcome.DELIVERED);
            before = after;
        }
        int asked = fixture.llm.requests().size();
        var elsewhere = fixture.pipeline().watermarks(Watermarks.inMemory()).build();

        RunReport report = elsewhere.run(RunRequest.manual(project.build()), fixture.listener);
        RunReport again = elsewhere.run(RunRequest.manual(project.build()), fixture.listener);

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.IDLE);
        assertThat(report.reason()).contains("follow_up = 1 allows no further improvement");
        assertThat(again.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(fixture.llm.requests()).hasSize(asked);

        fixture.shop.write("more.txt", "more\n").commit("More");
        fixture.shop.push();
        fixture.llm.answer("summary", "UNCHANGED");
        improve(before, "price=99");
        assertThat(elsewhere
                        .run(RunRequest.manual(project.build()), fixture.listener)
                        .outcome())
                .isEqualTo(RunOutcome.DELIVERED);
    }

    private void improve(String before, String after) {
        fixture.llm
                .answer(
                        "improve",
                        "--- a/total.sh\n+++ b/total.sh\n@@ -1,2 +1,2 @@\n-" + before + "\n+" + after + "\n count=4\n")
                .answer("commit-message", "{\"subject\": \"Set " + after + "\", \"body\": \"\"}");
    }

    private Path sshKey() throws InterruptedException {
        Path key = directory.resolve("key");
        assertThat(ProcessRunner.create()
                        .run(ProcessRequest.of(
                                        Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()),
                                        directory)
                                .environment(Map.of("PATH", System.getenv("PATH")))
                                .build())
                        .succeeded())
                .isTrue();
        return key;
    }
}
