package dev.pimainteno.cli;

import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.review.ReviewItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code review edit}: lets another change wait in place of one. */
@Command(
        name = "edit",
        description = {
            "Opens the patch of a change in $VISUAL or $EDITOR, or takes another one from a file. The edited patch is for the",
            "same base, passes the gates, and waits in place of the change, under a new name."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the edited change waits, or nothing was edited",
            "1:refused, with the reason, or something outside did not work; the change goes on waiting",
            "2:there is no such change, or the command line or the configuration cannot be used",
            "130:interrupted"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno review edit shop --patch better.diff")
final class ReviewEditCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 16 << 20;

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Mixin
    private ReviewTarget target = new ReviewTarget();

    @Option(names = "--patch", paramLabel = "FILE", description = "The edited patch; '-' for standard input.")
    private @Nullable Path patch;

    ReviewEditCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> edited;
        RunId item;
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            ReviewItem waiting = new ItemChoice(records, spec.commandLine()).item(target.name());
            item = waiting.item();
            edited = patch == null
                    ? new PatchEditor(surroundings).edit(records.reviews().patch(waiting), spec.commandLine())
                    : Optional.of(read(patch));
        }
        if (edited.isEmpty()) {
            spec.commandLine().getErr().println("nothing was edited: the change waits as it was");
            return ExitCode.GOOD;
        }
        String text = edited.get();
        return root.decide(
                item.value(), target.json(), spec.commandLine(), known -> new ReviewDecision.Edit(item, text));
    }

    private String read(Path file) throws IOException {
        boolean standardInput = file.toString().equals("-");
        try (InputStream in = standardInput
                ? surroundings.in()
                : Files.newInputStream(surroundings.directory().resolve(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ParameterException(spec.commandLine(), "--patch: over " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "--patch: there is no file " + file, e);
        }
    }
}
