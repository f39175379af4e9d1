package dev.pimainteno.cli;

import dev.pimainteno.patch.PatchEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apply}: edits files as a model's reply says, or refuses as a whole. */
@Command(
        name = "apply",
        description = "Edits the files of a directory as a model's reply says: all of it, or nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:applied, or would apply", "1:refused; nothing was changed", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno apply < reply.txt",
            "  pimainteno apply --check --explain --root /srv/shop reply.txt",
            "  pimainteno apply --batch < requests.jsonl > answers.jsonl"
        })
final class ApplyCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 64 << 20;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--check", description = "Only say whether the reply applies.")
    private boolean check;

    @Option(
            names = "--explain",
            description = "Say of each hunk what found its place, and how far that is from the line that it names.")
    private boolean explain;

    @Option(names = "--root", paramLabel = "DIR", description = "The directory to edit. Default: this one.")
    private @Nullable Path root;

    @Option(
            names = "--batch",
            description = "Answer a request per line of standard input, {\"id\", \"dir\", \"reply\" or \"reply_b64\"},"
                    + " with a line {\"id\", \"ok\", \"msg\"}.")
    private boolean batch;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The reply; '-', the default, is standard input.")
    private String file = "-";

    ApplyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        PatchEngine engine = PatchEngine.create();
        if (batch) {
            if (check || explain || root != null || !file.equals("-")) {
                throw misuse("--batch takes no --check, --explain, --root or FILE: the requests say what to edit");
            }
            new BatchApply(engine).answer(surroundings.in(), surroundings.out());
            return ExitCode.GOOD;
        }
        Path directory = surroundings.directory().resolve(root == null ? Path.of("") : root);
        return report(new ReplyApplication(engine, directory, check, explain).apply(reply()));
    }

    private int report(ReplyApplication.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (result.applied()) {
            result.lines().forEach(line -> out.println(Printable.line(line)));
            return ExitCode.GOOD;
        }
        err.println("pimainteno: the reply is refused, nothing was changed");
        result.lines().forEach(line -> err.println("  " + Printable.line(line)));
        return ExitCode.FAILED;
    }

    private byte[] reply() throws IOException {
        if (file.equals("-")) {
            return bounded(surroundings.in());
        }
        Path source = surroundings.directory().resolve(file);
        try (InputStream stream = Files.newInputStream(source)) {
            return bounded(stream);
        } catch (IOException e) {
            throw misuse("cannot read the reply in " + source + ": " + Failures.describe(e));
        }
    }

    private byte[] bounded(InputStream stream) throws IOException {
        byte[] reply = stream.readNBytes(MOST_BYTES + 1);
        if (reply.length > MOST_BYTES) {
            throw misuse("the reply is over 64 MiB");
        }
        return reply;
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
