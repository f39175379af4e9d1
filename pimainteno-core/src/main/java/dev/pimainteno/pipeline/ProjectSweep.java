package dev.pimainteno.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.process.LeftBehind;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what runs keep of projects, their private repositories and work trees with the build caches in them, once the
 * projects are no longer maintained. Goes by the names of directories, follows no links, and leaves what it does not know, a
 * project that somebody is at work on, and one with a run that was cut off or a change that waits for a person. Safe for many threads.
 */
public final class ProjectSweep {
    private static final Logger log = LoggerFactory.getLogger(ProjectSweep.class);
    /** Nobody renews it while files are deleted, of which there can be many. */
    private static final Duration LEASE = Duration.ofHours(1);

    private final Path projects;
    private final ProjectClaims claims;
    private final RunJournal journal;

    /**
     * @param stateDirectory that of the pipeline
     * @param claims those of the pipeline
     * @param journal that of the pipeline
     */
    public ProjectSweep(Path stateDirectory, ProjectClaims claims, RunJournal journal) {
        this.projects = stateDirectory.resolve(Parts.PROJECTS);
        this.claims = requireNonNull(claims, "claims");
        this.journal = requireNonNull(journal, "journal");
    }

    /**
     * Takes away what is kept of all projects but some. What cannot be taken away is logged, and tried again next time.
     *
     * @param maintained the projects that stay
     * @return those of which nothing is left now
     */
    public List<ProjectId> sweep(Set<ProjectId> maintained) {
        List<ProjectId> swept = new ArrayList<>();
        for (Path directory : directories()) {
            Optional<ProjectId> project = project(directory);
            if (project.isPresent() && !maintained.contains(project.get()) && takeAway(project.get(), directory)) {
                swept.add(project.get());
            }
        }
        return swept;
    }

    private boolean takeAway(ProjectId project, Path directory) {
        try {
            Optional<Claim> claim = claims.tryClaim(project, LEASE);
            if (claim.isEmpty()) {
                return false;
            }
            try (Claim held = claim.get()) {
                if (!journal.open(held.project()).isEmpty()
                        || !journal.held(held.project()).isEmpty()) {
                    return false;
                }
                new LeftBehind(directory).delete();
                log.info("{} is not maintained any more: {} was taken away", project, directory);
                return true;
            }
        } catch (IOException | JournalException e) {
            log.warn("{} is not maintained any more, but {} stays for now", project, directory, e);
            return false;
        }
    }

    private List<Path> directories() {
        List<Path> directories = new ArrayList<>();
        if (!Files.isDirectory(projects, LinkOption.NOFOLLOW_LINKS)) {
            return directories;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(projects)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    directories.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.warn("{} cannot be looked through for projects that are not maintained any more", projects, e);
        }
        directories.sort(null);
        return directories;
    }

    private static Optional<ProjectId> project(Path directory) {
        try {
            return Optional.of(ProjectId.of(String.valueOf(directory.getFileName())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Nothing of a run's.
        }
    }
}
