package dev.pimainteno.cli.init;

import dev.pimainteno.layout.VerifyGuess;
import java.util.List;

/** The text of a configuration to begin with: every project on observe, everything else explained and left out. Immutable. */
public final class FirstConfiguration {
    private static final String HEAD = """
            # PiMainteno.toml, written by "pimainteno init". Every key: PiMainteno.example.toml of the installation.
            #
            # Nothing here lets anything out: on delivery = "observe" a change is shown and thrown away, and neither the
            # checkout nor its repository is written. Look at what "pimainteno --one-shot --dry-run" shows first; then
            # "commit" makes local commits, and "push" sends them to the remote.
            """;
    private static final String TAIL = """

            # The language model: the codex program, with its own sign-in ("codex login").
            #[llm]
            #command = "codex"
            # Or a key: the NAME of the environment variable that holds it.
            #api_key_env = "OPENAI_API_KEY"
            """;

    private final List<ProposedProject> projects;

    public FirstConfiguration(List<ProposedProject> projects) {
        this.projects = List.copyOf(projects);
    }

    /** Returns the text of the file; with line ends of one character. */
    public String text() {
        StringBuilder text = new StringBuilder(HEAD);
        projects.forEach(project -> append(text, project));
        return text.append(TAIL).toString();
    }

    private static void append(StringBuilder text, ProposedProject project) {
        text.append("\n[[projects]]\n");
        line(text, "path = " + TomlText.string(project.path().toString()));
        line(text, "name = " + TomlText.string(project.id().value()));
        if (!project.note().isEmpty()) {
            line(text, "# " + TomlText.string(project.note()));
        }
        line(text, "delivery = \"observe\"");
        appendVerify(text, project.guesses());
        line(text, "# The systemd unit that runs from this project, to be restarted after a delivery.");
        line(
                text,
                "#service = "
                        + project.unit()
                                .map(unit -> TomlText.string(unit.value()) + "  # there is a unit of this name")
                                .orElse("\"auto\""));
    }

    private static void appendVerify(StringBuilder text, List<VerifyGuess> guesses) {
        if (guesses.isEmpty()) {
            line(text, "# No build file says how changes are proven. Such as:");
            line(text, "#verify = [[\"make\", \"test\"]]");
            return;
        }
        for (int i = 0; i < guesses.size(); i++) {
            VerifyGuess guess = guesses.get(i);
            line(text, "# " + (i == 0 ? "Guessed from " : "Or, from ") + evidence(guess) + ":");
            line(text, (i == 0 ? "verify = " : "#verify = ") + TomlText.commands(guess.commands()));
        }
    }

    /** Returns what a guess came from, for people. */
    public static String evidence(VerifyGuess guess) {
        return String.join(" and ", guess.evidence());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
