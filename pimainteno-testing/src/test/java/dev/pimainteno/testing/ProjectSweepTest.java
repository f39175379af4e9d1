package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.ProjectSweep;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectSweepTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId GONE = ProjectId.of("gone");

    @TempDir
    Path directory;

    private final RunJournal journal = RunJournal.inMemory(10);
    private final ProjectClaims claims = ProjectClaims.inMemory(InstantSource.system());
    private Path projects;
    private Path outside;

    @BeforeEach
    void makeProjects() throws IOException {
        projects = directory.resolve("state/projects");
        outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("kept.txt"), "kept\n");
        for (ProjectId project : List.of(SHOP, GONE)) {
            Path tree =
                    Files.createDirectories(projects.resolve(project.value()).resolve("tree/target/classes"));
            Files.writeString(tree.resolve("A.class"), "cache\n");
        }
    }

    @Test
    void takesAwayWhatIsKeptOfProjectsThatLeft() {
        assertThat(sweep()).containsExactly(GONE);

        assertThat(projects.resolve("gone")).doesNotExist();
        assertThat(projects.resolve("shop/tree/target/classes/A.class")).exists();
        assertThat(sweep()).isEmpty();
    }

    @Test
    void followsNoLinks() throws IOException {
        Files.createSymbolicLink(projects.resolve("gone/tree/link"), outside);
        Files.createSymbolicLink(projects.resolve("linked"), outside);

        assertThat(sweep()).containsExactly(GONE);

        assertThat(outside.resolve("kept.txt")).hasContent("kept\n");
        assertThat(projects.resolve("linked")).isSymbolicLink();
    }

    @Test
    void looksIntoNoDirectoryThatIsALinkItself() throws IOException {
        Path elsewhere = Files.createDirectories(outside.resolve("gone"));
        Path state = Files.createDirectories(directory.resolve("other"));
        Files.createSymbolicLink(state.resolve("projects"), outside);

        assertThat(sweep(state)).isEmpty();

        assertThat(elsewhere).isDirectory();
    }

    @Test
    void leavesWhatItDoesNotKnow() throws IOException {
        Path file = Files.writeString(projects.resolve("a-file"), "somebody's\n");
        Path odd = Files.createDirectories(projects.resolve("not a project's name"));

        sweep();

        assertThat(file).exists();
        assertThat(odd).isDirectory();
    }

    @Test
    void leavesAProjectThatSomebodyIsAtWorkOn() {
        try (Claim held = claims.tryClaim(GONE, Duration.ofMinutes(1)).orElseThrow()) {
            assertThat(sweep()).isEmpty();
            assertThat(projects.resolve(held.project().value())).isDirectory();
        }

        assertThat(sweep()).containsExactly(GONE);
    }

    @Test
    void leavesAProjectWithARunThatWasCutOff() {
        RunId run = RunId.begin(Instant.EPOCH, new Random(1));
        journal.append(SampleEvents.opened(run, GONE, Instant.EPOCH), 1);

        assertThat(sweep()).isEmpty();

        journal.append(new RunEvent.Ended(run, Instant.EPOCH, RunOutcome.INTERRUPTED, "unwound"), 1);
        assertThat(sweep()).containsExactly(GONE);
    }

    @Test
    void takesAwayWhatABuildDoesNotLetChange() throws IOException {
        Path sealed = Files.createDirectories(projects.resolve("gone/tree/go/pkg/mod"));
        Files.writeString(sealed.resolve("a.go"), "package a\n");
        Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThat(sweep()).containsExactly(GONE);
    }

    @Test
    void hasNothingToDoBeforeTheFirstRun() {
        assertThat(sweep(directory.resolve("none"))).isEmpty();
    }

    private List<ProjectId> sweep() {
        return sweep(directory.resolve("state"));
    }

    private List<ProjectId> sweep(Path state) {
        return new ProjectSweep(state, claims, journal).sweep(Set.of(SHOP));
    }
}
