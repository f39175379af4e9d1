package dev.pimainteno.cli;

import dev.pimainteno.cli.init.Discovery;
import dev.pimainteno.cli.init.Discovery.Remark;
import dev.pimainteno.cli.init.FirstConfiguration;
import dev.pimainteno.cli.init.Proposals;
import dev.pimainteno.cli.init.ProposedProject;
import dev.pimainteno.config.ConfigurationSource;
import dev.pimainteno.layout.VerifyGuess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code init}: a configuration to begin with. Of repositories it only reads, and it replaces no file. */
@Command(
        name = "init",
        description = {
            "Writes a configuration for the repositories named, or for those found here: the one that this directory"
                    + " lies in, else those up to two levels below it.",
            "Everything is on observe. Commands that prove a change are guessed from build files, and shown."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the file could not be written",
            "2:there is such a file already, there is no repository, or the command line cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno init",
            "  pimainteno init ~/src/shop ~/src/blog",
            "  pimainteno init /srv/* --config /etc/pimainteno/PiMainteno.toml",
            "  pimainteno init --print | less"
        })
final class InitCommand implements Callable<Integer> {
    private static final List<Path> UNIT_DIRECTORIES = List.of(Path.of("/etc/systemd/system"));

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--print", description = "Write the configuration to standard output, and no file.")
    private boolean print;

    @Parameters(paramLabel = "DIR", description = "Roots of Git checkouts. Default: what is found here.")
    private List<Path> directories = new ArrayList<>();

    InitCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        String name = root.namedConfiguration().map(Path::toString).orElse(ConfigurationSource.FILE_NAME);
        Path file = surroundings.directory().resolve(name);
        if (!print && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw inTheWay(name);
        }
        Discovery.Result found = directories.isEmpty() ? search() : named();
        List<ProposedProject> projects = new Proposals(UNIT_DIRECTORIES).of(found.repositories());
        String text = new FirstConfiguration(projects).text();
        if (print) {
            tell(spec.commandLine().getErr(), projects, found.remarks());
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return ExitCode.GOOD;
        }
        PrintWriter out = spec.commandLine().getOut();
        tell(out, projects, found.remarks());
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw inTheWay(name);
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("pimainteno: " + Printable.line("Cannot write " + name + ": " + Failures.describe(e)));
            return ExitCode.FAILED;
        }
        out.println();
        out.println(
                Printable.line("Wrote " + name + ". Everything is on observe: changes are shown, nothing is touched."));
        tellWhatIsNext(out);
        return ExitCode.GOOD;
    }

    private Discovery.Result search() {
        Discovery.Result found = Discovery.around(surroundings.directory());
        if (found.repositories().isEmpty()) {
            String remarks = found.remarks().stream()
                    .map(remark -> "\n" + InitCommand.text(remark))
                    .collect(Collectors.joining());
            throw misused("no Git checkout around " + surroundings.directory()
                    + " or up to two levels below it; name one: pimainteno init DIR" + remarks);
        }
        return found;
    }

    private Discovery.Result named() {
        List<Path> roots = new ArrayList<>();
        for (Path directory : directories) {
            Path path = surroundings.directory().resolve(directory).normalize();
            Discovery.problem(path).ifPresent(problem -> {
                throw misused(directory + " " + problem);
            });
            if (!roots.contains(path)) {
                roots.add(path);
            }
        }
        return new Discovery.Result(roots, List.of());
    }

    private static void tell(PrintWriter out, List<ProposedProject> projects, List<Remark> remarks) {
        for (ProposedProject project : projects) {
            out.println(Printable.line(project.id() + ": " + project.path()));
            if (!project.note().isEmpty()) {
                out.println("  note: " + Printable.line(project.note()));
            }
            Optional<VerifyGuess> guess = project.guesses().stream().findFirst();
            if (guess.isEmpty()) {
                out.println("  verify: nothing guessed: no build file says how changes are proven");
            } else {
                String commands =
                        guess.get().commands().stream().map(Object::toString).collect(Collectors.joining(" && "));
                out.println("  verify: "
                        + Printable.line(commands + "  (from " + FirstConfiguration.evidence(guess.get()) + ")"));
            }
        }
        remarks.forEach(remark -> out.println(Printable.line(text(remark))));
    }

    private static String text(Remark remark) {
        return "left out: " + remark.place() + ": " + remark.text();
    }

    private void tellWhatIsNext(PrintWriter out) {
        String option = root.namedConfiguration()
                .map(file -> " --config '" + file.toString().replace("'", "'\\''") + "'")
                .orElse("");
        out.println();
        out.println("Next:");
        out.println(Printable.line("pimainteno doctor" + option).indent(2).stripTrailing());
        out.println(Printable.line("pimainteno --one-shot --dry-run" + option)
                .indent(2)
                .stripTrailing());
    }

    private ParameterException inTheWay(String name) {
        return misused(name + " exists already, and is not replaced; move it away, name another file with --config, or"
                + " look at what would be written with --print");
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
