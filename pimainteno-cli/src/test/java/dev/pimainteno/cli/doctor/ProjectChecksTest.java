package dev.pimainteno.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.doctor.Diagnosis.Level;
import dev.pimainteno.git.RemoteAccess;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.testing.TemporaryRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectChecksTest {
    @TempDir
    Path directory;

    private TemporaryRepository shop;

    @BeforeEach
    void makeARepository() {
        shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\n"));
    }

    @Test
    void isContentWithARepositoryAtRestAndTouchesNothing() {
        shop.remote();
        shop.push();
        Map<String, String> before = shop.state();

        assertThat(examine(project().delivery(DeliveryMode.PUSH)))
                .isEqualTo(Diagnosis.ok(shop.path() + ", branch main, delivery push, remote origin"));
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void warnsOfADirtyCheckoutWhereADeliveryWouldMoveIt() {
        shop.write("README.md", "mine\n");

        assertThat(examine(project()).level()).isEqualTo(Level.OK);
        Diagnosis dirty = examine(project().delivery(DeliveryMode.COMMIT));
        assertThat(dirty.level()).isEqualTo(Level.WARNING);
        assertThat(dirty.found()).contains("the checkout has uncommitted changes (README.md), and would have to move");
        assertThat(dirty.remedy()).isNotEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        assertFailure(Project.builder(ProjectId.of("gone"), directory.resolve("gone")), "does not exist");
        assertFailure(project().branch("develop"), "has no branch 'develop'");
        assertFailure(project().delivery(DeliveryMode.PUSH), "has no remote 'origin'");
        shop.checkOut(shop.head().toString());
        assertFailure(project(), "is detached");
    }

    @Test
    void looksForTheProgramsOfTheVerifyCommands() {
        assertThat(verify(project().verify(Command.of("sh", "-c", "true"))).level())
                .isEqualTo(Level.OK);
        assertThat(verify(project().verify(Command.of("no-such-builder"), Command.of("./mvnw"))))
                .isEqualTo(Diagnosis.failure(
                        "there is no program no-such-builder, ./mvnw",
                        "install it, or put its directory on the PATH of the user that this runs as"));

        shop.write("mvnw", "").makeExecutable("mvnw");
        assertThat(verify(project().verify(Command.of("./mvnw"))).level()).isEqualTo(Level.OK);
    }

    @Test
    void looksForTheProgramsOfWhatAPresetComesTo() {
        shop.write("Makefile", "test:\n\ttrue\n").write("mvnw", "").write("pom.xml", "<project/>");

        assertThat(verify(project().verify(VerifyPreset.MAVEN)))
                .isEqualTo(Diagnosis.ok("\"maven\" (pom.xml, mvnw): sh ./mvnw -B -q verify"));
        assertThat(verify(project().verify(VerifyPreset.CARGO)))
                .isEqualTo(Diagnosis.failure(
                        "verify = \"cargo\", and the checkout does not have that layout: every change waits for a person",
                        "name the commands, or another preset"));
    }

    @Test
    void looksForTheProgramsOfTheDeployCommandsUnlessTheyMayBeBuiltBefore() {
        assertThat(deploy(Command.of("sh", "-c", "true"), Command.of("./target/installer")))
                .isEqualTo(Diagnosis.ok("sh -c true && ./target/installer"));
        assertThat(deploy(Command.of("./installer"), Command.of("no-such-installer")))
                .isEqualTo(Diagnosis.failure(
                        "there is no program ./installer, no-such-installer",
                        "install it, or put its directory on the PATH of the user that this runs as"));
    }

    @Test
    void warnsOfChangesThatNothingProves() {
        assertThat(verify(project()).level()).isEqualTo(Level.OK);
        assertThat(verify(project().delivery(DeliveryMode.COMMIT)).level()).isEqualTo(Level.WARNING);
    }

    private void assertFailure(Project.Builder project, String part) {
        Diagnosis diagnosis = examine(project);

        assertThat(diagnosis.level()).isEqualTo(Level.FAILURE);
        assertThat(diagnosis.found()).contains(part);
        assertThat(diagnosis.remedy()).isNotEmpty();
    }

    private static Diagnosis examine(Project.Builder project) {
        return new ProjectCheck(project.build(), RemoteAccess.standard()).examine();
    }

    private static Diagnosis verify(Project.Builder project) {
        return new VerifyCheck(project.build(), "/usr/bin:/bin").examine();
    }

    private Diagnosis deploy(Command... commands) {
        return new DeployCheck(project().deploy(List.of(commands)).build(), "/usr/bin:/bin").examine();
    }

    private Project.Builder project() {
        return Project.builder(ProjectId.of("shop"), shop.path());
    }
}
