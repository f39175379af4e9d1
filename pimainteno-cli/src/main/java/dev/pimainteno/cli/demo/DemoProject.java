package dev.pimainteno.cli.demo;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.URIish;

/**
 * The small project of the demo: a shell program that adds up a basket and rounds wrong, with the test that says so, three
 * commits by a person, and a remote beside it. What it needs is POSIX {@code sh}.
 *
 * @param checkout the person's checkout
 * @param remote the bare repository that it was pushed to
 */
record DemoProject(Path checkout, Path remote) {
    static final Command TEST = Command.of("sh", "test.sh");

    private static final String PERSON = "Elena Ruiz";
    private static final String BRANCH = "main";
    private static final List<Step> HISTORY = List.of(
            new Step("history/1", "2026-01-12T08:40:00Z", "Add up a basket"),
            new Step("history/2", "2026-01-19T16:05:00Z", "Take off 10 % from 50.00 on"),
            new Step(
                    "history/3",
                    "2026-02-02T09:20:00Z",
                    "Round to 5 cents\n\nThe bank takes no smaller coins any more.\n"));

    /** One commit of the person's: all files as they are in it, when, and with which message. */
    private record Step(String files, String when, String message) {}

    /** Makes project and remote in a directory that exists. */
    static DemoProject create(Path directory) throws IOException {
        DemoProject project = new DemoProject(directory.resolve("till"), directory.resolve("till.git"));
        try (Git git = init(project.checkout, false)) {
            init(project.remote, true).close();
            for (Step step : HISTORY) {
                project.commit(git, step);
            }
            project.push(git);
            return project;
        } catch (GitAPIException e) {
            throw new IOException("Cannot make a project in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Returns what is to be maintained: tested with {@code sh test.sh}, pushed when the test passes. */
    Project underMaintenance() {
        return Project.builder(ProjectId.of("till"), checkout)
                .branch(BRANCH)
                .verify(TEST)
                .verifyTimeout(Duration.ofMinutes(1))
                .delivery(DeliveryMode.PUSH)
                .build();
    }

    /** Runs the test in the checkout, as the person would. */
    ProcessResult test(Map<String, String> environment) throws InterruptedException {
        return ProcessRunner.create()
                .run(ProcessRequest.of(TEST, checkout)
                        .environment(environment)
                        .timeout(Duration.ofMinutes(1))
                        .errorsJoinOutput()
                        .build());
    }

    private static Git init(Path path, boolean bare) throws IOException, GitAPIException {
        Git git = Git.init()
                .setDirectory(path.toFile())
                .setBare(bare)
                .setInitialBranch(BRANCH)
                .call();
        StoredConfig config = git.getRepository().getConfig();
        config.setString("core", null, "autocrlf", "false"); // whatever the user has set for all repositories
        config.save();
        return git;
    }

    private void commit(Git git, Step step) throws IOException, GitAPIException {
        for (String file : List.of("README.md", "till.sh", "test.sh")) {
            Files.writeString(checkout.resolve(file), Resource.text(step.files + "/" + file));
        }
        PersonIdent person = new PersonIdent(PERSON, "elena@example.org", Instant.parse(step.when), ZoneOffset.UTC);
        git.add().addFilepattern(".").call();
        git.commit()
                .setAuthor(person)
                .setCommitter(person)
                .setMessage(step.message)
                .setNoVerify(true)
                .setSign(false)
                .call();
    }

    private void push(Git git) throws IOException, GitAPIException {
        StoredConfig config = git.getRepository().getConfig();
        try {
            RemoteConfig origin = new RemoteConfig(config, "origin");
            origin.addURI(new URIish(remote.toString()));
            origin.addFetchRefSpec(new RefSpec("+refs/heads/*:refs/remotes/origin/*"));
            origin.update(config);
        } catch (URISyntaxException e) {
            throw new IOException("No remote can be at " + remote, e);
        }
        config.setString("branch", BRANCH, "remote", "origin");
        config.setString("branch", BRANCH, "merge", "refs/heads/" + BRANCH);
        config.save();
        git.push()
                .setRemote("origin")
                .setRefSpecs(new RefSpec("refs/heads/" + BRANCH + ":refs/heads/" + BRANCH))
                .call();
    }
}
