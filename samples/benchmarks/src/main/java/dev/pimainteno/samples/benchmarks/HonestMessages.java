package dev.pimainteno.samples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.task.CommitMessage;
import dev.pimainteno.task.CommitMessageWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How many messages that people wrote would be refused if a model had written them for the same diffs. Arguments: how many of
 * the newest commits, how many of the refused to show, and Git directories.
 */
public final class HonestMessages {
    private static final int LARGEST_DIFF = 1 << 20;
    /** Numbers, addresses and tables of updates, which nobody knows who has only the diff. */
    private static final Pattern OF_A_HOST = Pattern.compile("#\\d|://|(?m)^---");

    private final CommitMessageWriter writer = new CommitMessageWriter();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private int commits;
    private int subjects;
    private int mended;
    private int bodies;
    private int bodiesRefused;

    private HonestMessages() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        HonestMessages all = new HonestMessages();
        for (String directory : List.of(args).subList(2, args.length)) {
            HonestMessages one = new HonestMessages();
            one.read(Path.of(directory), args[0]);
            System.out.println(directory + ": " + one.figures());
            all.add(one);
        }
        System.out.println("all: " + all.figures());
        all.reasons.forEach((reason, count) -> System.out.println("  " + count + " " + reason));
        all.refused.stream().limit(Integer.parseInt(args[1])).forEach(System.out::println);
    }

    private String figures() {
        return commits + " commits, " + subjects + " subjects refused, " + mended + " put into the imperative, "
                + bodies + " bodies, " + bodiesRefused + " of them refused";
    }

    private void add(HonestMessages one) {
        commits += one.commits;
        subjects += one.subjects;
        mended += one.mended;
        bodies += one.bodies;
        bodiesRefused += one.bodiesRefused;
        one.reasons.forEach((reason, count) -> reasons.merge(reason, count, Integer::sum));
        refused.addAll(one.refused);
    }

    private void read(Path directory, String most) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        "git",
                        "--git-dir=" + directory,
                        "log",
                        "--no-merges",
                        "-n",
                        most,
                        "--format=%x00%s%x01%b%x02",
                        "-p",
                        "--no-color",
                        "--no-ext-diff")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        git.getOutputStream().close();
        String name = directory
                .toAbsolutePath()
                .toString()
                .replaceAll("/repo$|\\.git$", "")
                .replaceAll(".*[/+]", "");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(git.getInputStream(), UTF_8))) {
            StringBuilder commit = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("\0")) {
                    judge(name, commit.toString());
                    commit.setLength(0);
                    commit.append(line, 1, line.length()).append('\n');
                } else if (commit.length() < LARGEST_DIFF) {
                    commit.append(line).append('\n');
                }
            }
            judge(name, commit.toString());
        }
        git.waitFor();
    }

    private void judge(String name, String commit) throws InterruptedException {
        int subjectEnd = commit.indexOf('\1');
        int bodyEnd = commit.indexOf('\2');
        if (subjectEnd < 0 || bodyEnd < 0) {
            return;
        }
        // A number that a host adds when it merges is not the writer's.
        String subject = commit.substring(0, subjectEnd).replaceAll("\\s*\\(#\\d+\\)$", "");
        String body = commit.substring(subjectEnd + 1, bodyEnd);
        if (OF_A_HOST.matcher(body).find()) {
            body = "";
        }
        String diff = commit.substring(bodyEnd + 1);
        List<String> paths = diff.lines()
                .filter(line -> line.startsWith("diff --git "))
                .map(line -> line.substring("diff --git ".length()))
                .toList();
        if (paths.isEmpty() || subject.codePointCount(0, subject.length()) > 72) {
            return;
        }
        commits++;
        bodies += body.isBlank() ? 0 : 1;
        CommitMessage message = writer.write(
                Project.builder(ProjectId.of(name), Path.of("/srv/project")).build(),
                new RunId("20260131-235959-0f3a9c"),
                new Answering(subject + "\n\n" + body),
                List.of(),
                diff,
                paths);
        if (!message.byModel()) {
            subjects++;
            refused.add(message.note() + " <- " + subject);
        } else if (message.note().startsWith("the model's body")) {
            bodiesRefused++;
            refused.add(message.note() + " <- " + body.strip().replace('\n', ' '));
        } else if (!message.note().isEmpty()) {
            mended++;
            refused.add(message.subject() + " <- " + subject);
        }
        if (!message.note().isEmpty()) {
            reasons.merge(message.note().replaceAll("'[^']*'|: .*|names \\S+,|\\([^)]*\\)", "..."), 1, Integer::sum);
        }
    }

    /** A model that answers what a person wrote. */
    private record Answering(String text) implements LlmClient {
        @Override
        public LlmResponse complete(LlmRequest request) {
            return LlmResponse.fresh(text, TokenUsage.none());
        }

        @Override
        public LlmIdentity identity() {
            return new LlmIdentity("people", "people", "");
        }
    }
}
