package dev.pimainteno.cli.demo;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes a project with a bug, lets the pipeline run three times over it, and checks that it did what it said. */
final class Demo {
    private final Path directory;
    private final Map<String, String> environment;
    private final Screen screen;

    /**
     * @param directory where everything is made; existing and empty
     * @param environment the variables that the project's test runs with
     */
    Demo(Path directory, Map<String, String> environment, Screen screen) {
        this.directory = directory;
        this.environment = environment;
        this.screen = screen;
    }

    /** Returns whether all of it happened as it should. */
    boolean play() throws IOException, InterruptedException {
        screen.line("The model's replies are a recording; everything else is real.");
        DemoProject project = DemoProject.create(directory);
        ProcessResult before = showProject(project);
        ReplayedLlmClient llm = ReplayedLlmClient.open();
        Pipeline pipeline = Pipeline.builder(directory.resolve("state"))
                .llm(llm)
                .task("summary", new SummaryTask())
                .task("improve", new ImproveTask())
                .identity(CommitIdentity.standard())
                .environment(environment)
                .build();

        Act first = run("First run: there is something to look at", pipeline, project, llm);
        showChange(first);
        ProcessResult after = showTest("The test in the checkout now", project);
        Act second = run("Second run: what is left after its own commit?", pipeline, project, llm);
        Act third = run("Third run: nothing has changed since", pipeline, project, llm);
        showRemote(project);

        boolean proven = new Proof(project, screen).check(before, after, first, second, third);
        showWayOn();
        return proven;
    }

    private ProcessResult showProject(DemoProject project) throws IOException, InterruptedException {
        screen.title("A small project with a bug");
        screen.labelled("checkout", project.checkout().toString());
        screen.labelled("remote", project.remote().toString());
        screen.labelled(
                "program", "till.sh adds up a basket and rounds the total, as README.md says, to the nearest 5 cents.");
        showLog("history", new GitView(project.remote()));
        return showTest("Its test", project);
    }

    private ProcessResult showTest(String title, DemoProject project) throws InterruptedException {
        ProcessResult result = project.test(environment);
        screen.title(title);
        screen.indented("$ " + DemoProject.TEST);
        screen.quoted(result.output());
        screen.indented("exit code " + result.exitCode());
        return result;
    }

    private Act run(String title, Pipeline pipeline, DemoProject project, ReplayedLlmClient llm)
            throws InterruptedException {
        screen.title(title);
        int before = llm.questions();
        Story story = new Story(screen);
        Act act = new Act(
                pipeline.run(RunRequest.manual(project.underMaintenance()), story),
                llm.questions() - before,
                story.events());
        if (act.report().outcome() == RunOutcome.IDLE) {
            screen.labelled("idle", Screen.sentence(act.report().reason()));
        } else if (!act.report().succeeded()) {
            screen.labelled("reason", act.report().reason());
            act.report().details().forEach(detail -> screen.labelled("", "  " + detail));
        }
        screen.labelled("model", questions(act.questions()));
        return act;
    }

    private static String questions(int number) {
        return switch (number) {
            case 0 -> "No question was asked.";
            case 1 -> "One question was asked.";
            default -> number + " questions were asked.";
        };
    }

    private void showChange(Act act) {
        Optional<Change> change = act.report().change();
        if (change.isPresent()) {
            screen.title("The commit " + change.get().commit().abbreviated());
            screen.quoted(change.get().message());
            screen.line("");
            screen.diff(act.report().diff());
        }
    }

    private void showRemote(DemoProject project) throws IOException {
        screen.title("What the remote has now");
        showLog("history", new GitView(project.remote()));
        screen.labelled("see", "git --git-dir=" + project.remote() + " log -p");
    }

    private void showLog(String label, GitView repository) throws IOException {
        String next = label;
        for (GitView.Entry commit : repository.log()) {
            screen.labelled(next, commit.id().abbreviated() + " " + commit.subject() + " (" + commit.author() + ")");
            next = "";
        }
    }

    private void showWayOn() {
        screen.title("Where to go from here");
        screen.indented("All files of this demo are in " + directory + "; delete it when you like.");
        screen.indented("For a project of your own, in its directory: write a configuration, look what is missing,");
        screen.indented(
                "and see what would be done, with nothing leaving this machine but the questions to the model:");
        screen.line("");
        screen.quoted("""
                pimainteno init
                pimainteno doctor
                pimainteno run --dry-run""");
        screen.line("");
        screen.indented(
                "Without --dry-run a project stays at delivery = \"observe\" too, until you write \"push\" there.");
    }
}
