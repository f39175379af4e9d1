package dev.pimainteno.gate;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.layout.ProjectLayouts;
import dev.pimainteno.layout.VerifyGuess;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.CommandEnvironment;
import dev.pimainteno.process.CommandSeries;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Protection;
import dev.pimainteno.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a project's verify commands before the change and after it, so that a project that was red already is not blamed on
 * the change. Passed is a change after which every command succeeds. Failed is one that breaks a command that succeeded
 * before, with what it printed of that. Everything else is unknown: a project that was and stays red, a program that is
 * missing, a deadline missed without the change. What the reports that the commands write say is compared as well, and a change of tests
 * and code is tried with the tests as they were; see {@link Proof}.
 *
 * <p>Commands run in a sandbox at the work tree's root, each within the project's deadline, with an environment of their own: paths,
 * language, toolchains, caches, certificates and proxies of the host by name, {@code CI=true} and {@code PIMAINTENO=1}, the
 * mark of the run, and no other variable. What they print goes to the candidate's {@link Candidate#output output}. Nothing they start outlives them. Commands of a preset are found in the unchanged tree. A
 * change to the summary alone runs no command. Immutable; safe for many threads.
 */
public final class VerifyGate implements Gate {
    private final Sandbox sandbox;
    private final Map<String, String> environment;
    private final boolean network;

    /**
     * @param hostEnvironment the environment to choose from, such as {@link System#getenv()}
     * @param network whether the commands of every project may use the network
     */
    public VerifyGate(Sandbox sandbox, Map<String, String> hostEnvironment, boolean network) {
        this.sandbox = requireNonNull(sandbox, "sandbox");
        this.environment = CommandEnvironment.from(hostEnvironment);
        this.network = network;
    }

    @Override
    public Verdict check(Candidate candidate) throws InterruptedException {
        Project project = candidate.project();
        if (!project.isVerified()) {
            return Verdict.pass("no verify commands are configured");
        }
        if (candidate.edits().files().stream()
                .allMatch(edit -> edit.path().equals(Project.SUMMARY_FILE)
                        && edit.before().stream().allMatch(Project.SUMMARY_FILE::equals))) {
            return Verdict.pass("only " + Project.SUMMARY_FILE + " changed: no verify command was run");
        }
        boolean open = network || project.verifyNetwork();
        Protection protection = sandbox.protection();
        List<String> notes = new ArrayList<>();
        List<Command> commands = project.verify();
        if (project.verifyPreset().isPresent()) {
            VerifyPreset preset = project.verifyPreset().get();
            Optional<VerifyGuess> guess = ProjectLayouts.known().find(preset, candidate.base());
            if (guess.isEmpty()) {
                return Verdict.unknown(
                        preset == VerifyPreset.AUTO
                                ? "verify = \"auto\": no build file of the project says how changes are proven"
                                : "verify = \"" + preset.word() + "\": the project does not have that layout",
                        "name the commands, or another preset");
            }
            VerifyGuess found = protection.cutsNetwork() && !open ? guess.get().offline() : guess.get();
            commands = found.commands();
            notes.add("the preset \"" + preset.word() + "\" is `"
                    + String.join(
                            "` and `", commands.stream().map(Command::toString).toList()) + "`, from "
                    + String.join(" and ", found.evidence()));
        }
        if (!protection.encloses()) {
            notes.add("the verify commands ran without a sandbox of the host");
        }
        Workspace workspace = candidate.workspace();
        Transcript transcript =
                new Transcript(request -> sandbox.run(request, new Allowance(open, workspace.borrowed())));
        CommandSeries series = new CommandSeries(
                transcript, commands, ProcessMark.of(candidate.run().value()).on(environment), project.verifyTimeout());
        Verdict verdict;
        try {
            verdict = noted(new Proof(series, transcript, candidate).verdict(), notes);
        } catch (PimaintenoException e) {
            verdict = Verdict.unknown("the work tree could not be made: " + e.getMessage());
        }
        if (!transcript.text().isEmpty()) {
            candidate.output().accept(transcript.text());
        }
        return verdict;
    }

    /** The model that is to mend a failure needs to know nothing of the circumstances. */
    private static Verdict noted(Verdict verdict, List<String> notes) {
        List<String> evidence = new ArrayList<>(verdict.evidence());
        evidence.addAll(notes);
        if (verdict instanceof Verdict.Pass pass) {
            return new Verdict.Pass(evidence, pass.reservations());
        }
        return verdict instanceof Verdict.Unknown ? new Verdict.Unknown(evidence) : verdict;
    }
}
